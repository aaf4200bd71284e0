/** Where the upstream has its answers: a version of 0.3 KB, a token of 4 KB, a list of 100 KB. */
export const VERSION_PATH = '/identity/v3/';
export const TOKEN_PATH = '/identity/v3/auth/tokens';
export const LIST_PATH = '/image/v2/images';
