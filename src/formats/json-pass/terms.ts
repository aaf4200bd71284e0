// What the pass (AssemblyScript) and its caller (TypeScript) call the same; valid in both.

/** A `@`, `=` or `%`: a URL in the text may hold a secret. */
export const MAY_BE_URL = 0x10;
/** A backtick, `<`, or the beginning of a line break that is not ASCII: Markdown may take it for more than text. */
export const MAY_BE_UNUSUAL = 0x20;

/** The end of `tokens/`, behind which a URL's path may hold a token. */
export const MAY_BE_TOKENS = 0x40;

// How the pass ended.
export const DONE = 0;
export const NO_JSON = 1;
export const NEEDS_ROOM = 2;
export const GROWS_TOO_MUCH = 3;

// What a key says of its value; `TOKEN_ITSELF`: the key is `token`, so that an object under it holds a token's id.
export const SECRET = 1;
export const TOKEN = 2;
export const TOKEN_ITSELF = 4;

/** Bytes behind each form that are always left: what is written before it is asked for room again. */
export const MARGIN = 128;

/** Added to the length of what stands instead of a string. */
export const UNUSUAL = 0x40000000;
