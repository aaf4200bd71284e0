import config from './jest.config.js';

// The page in a real browser alone: it needs Chromium, but no OpenStack.
const { globalSetup: _, globalTeardown: __, ...rest } = config;
export default { ...rest, testMatch: ['**/page-*.test.js'] };
