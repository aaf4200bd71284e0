import * as zlib from 'node:zlib';

/** One content coding (RFC 9110, 8.4.1): bytes in, bytes out. `part`: the input may end anywhere. */
type Undo = (bytes: Uint8Array, limit: number, part: boolean) => Buffer;

// Of Node 22.15 and later; the types here are those of 20.
const newer = zlib as unknown as {
  zstdDecompressSync?: (bytes: Uint8Array, options: object) => Buffer;
  constants: { ZSTD_e_flush?: number };
};

function flush(part: boolean): { finishFlush?: number } {
  return part ? { finishFlush: zlib.constants.Z_SYNC_FLUSH } : {};
}

const gunzip: Undo = (bytes, limit, part) =>
  zlib.gunzipSync(bytes, { maxOutputLength: limit, ...flush(part) });

// "deflate" is the zlib format, but some send raw deflate, as browsers know.
const inflate: Undo = (bytes, limit, part) => {
  const [first = 0, second = 0] = bytes;
  const wrapped = (first & 0x0f) === 8 && (bytes.length < 2 || ((first << 8) | second) % 31 === 0);
  const options = { maxOutputLength: limit, ...flush(part) };
  return wrapped ? zlib.inflateSync(bytes, options) : zlib.inflateRawSync(bytes, options);
};

const unbrotli: Undo = (bytes, limit, part) =>
  zlib.brotliDecompressSync(bytes, {
    maxOutputLength: limit,
    ...(part ? { finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH } : {}),
  });

const CODINGS: Record<string, Undo> = { gzip: gunzip, 'x-gzip': gunzip, deflate: inflate, br: unbrotli };

const { zstdDecompressSync } = newer;
if (zstdDecompressSync !== undefined) {
  CODINGS.zstd = (bytes, limit, part) =>
    zstdDecompressSync(bytes, {
      maxOutputLength: limit,
      ...(part ? { finishFlush: newer.constants.ZSTD_e_flush } : {}),
    });
}

/** What content codings were undone to. */
export interface Decoded {
  readonly bytes: Uint8Array;
  /** Bytes of the input that `bytes` was made from. */
  readonly used: number;
  /** Whether that is all that the input stands for. */
  readonly whole: boolean;
}

/** The bytes, or the code of the error that zlib threw. */
function attempt(undo: Undo, bytes: Uint8Array, limit: number, part: boolean): Buffer | string {
  try {
    return undo(bytes, limit, part);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unknown';
  }
}

/**
 * Damaged, cut off, or too much: the longest beginning of the input that can be decoded within the limit. By
 * halving, as zlib's functions give all or nothing; each try stops at the limit, so a bomb costs about twenty
 * times that.
 */
function undoPart(undo: Undo, bytes: Uint8Array, limit: number): Decoded | null {
  const all = attempt(undo, bytes, limit, true);
  let best: Decoded = { bytes: new Uint8Array(0), used: 0, whole: false };
  if (typeof all !== 'string') best = { bytes: all, used: bytes.length, whole: false };
  let fails = bytes.length;
  while (fails - best.used > 1) {
    const middle = (best.used + fails) >> 1;
    const decoded = attempt(undo, bytes.subarray(0, middle), limit, true);
    if (typeof decoded === 'string') fails = middle;
    else best = { bytes: decoded, used: middle, whole: false };
  }
  // Nothing at all: it is something else than its header says, or more than the limit from the first byte.
  return best.bytes.length > 0 || all === 'ERR_BUFFER_TOO_LARGE' ? best : null;
}

/**
 * Undoes the codings that a Content-Encoding names, the last one first.
 *
 * @param complete whether `bytes` is the whole body
 * @param limit how many bytes may come out
 * @returns null: a coding is not known here, or not a byte could be decoded.
 */
export function undoCodings(
  bytes: Uint8Array,
  contentEncoding: string | undefined,
  complete: boolean,
  limit: number,
): Decoded | null {
  const names = (contentEncoding ?? '').toLowerCase().split(',');
  let result: Decoded = { bytes, used: bytes.length, whole: complete };
  let first = true;
  for (const coding of names.reverse()) {
    const name = coding.trim();
    if (name === '' || name === 'identity') continue;
    const undo = CODINGS[name];
    if (undo === undefined) return null;
    const all = result.whole ? attempt(undo, result.bytes, limit, false) : '';
    const next =
      typeof all !== 'string'
        ? { bytes: all, used: result.bytes.length, whole: true }
        : undoPart(undo, result.bytes, limit);
    if (next === null) return null;
    result = { ...next, used: first ? next.used : result.used };
    first = false;
  }
  return result;
}
