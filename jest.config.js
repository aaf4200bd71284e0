// Tests run as compiled by `tsc -p test` into build/, so that worker threads and the
// command line start from the same JavaScript that users run.
export default {
  roots: ['<rootDir>/build/test'],
  testEnvironment: 'node',
  testMatch: ['**/*.test.js'],
  testPathIgnorePatterns: ['/node_modules/', '/build/test/e2e/'],
  injectGlobals: true,
  transform: {},
  // Some start the program, which takes its time on a busy machine.
  testTimeout: 30_000,
};
