// The end-to-end run: one real Keystone and Glance for all files, which therefore run one after another.
export default {
  rootDir: '../..',
  roots: ['<rootDir>/build/test/e2e'],
  testEnvironment: 'node',
  testMatch: ['**/*.test.js'],
  injectGlobals: true,
  transform: {},
  maxWorkers: 1,
  // A command of the openstack client takes one to two seconds.
  testTimeout: 60_000,
  globalSetup: '<rootDir>/build/test/e2e/global-setup.js',
  globalTeardown: '<rootDir>/build/test/e2e/global-teardown.js',
};
