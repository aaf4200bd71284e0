/** Where the upstream has its answers: a token of 4 KB, a list of 100 KB. */
export const TOKEN_PATH = '/identity/v3/auth/tokens';
export const LIST_PATH = '/image/v2/images';
/** Images of 0.3 KB each; `{}` is any number of twelve digits. */
export const IMAGE_PATH = '/image/v2/images/00000000-0000-4000-8000-{}';
