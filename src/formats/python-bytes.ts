/** How many bytes of a body that is not text are shown. */
export const SHOWN_BYTES = 32;

const NAMED: Record<number, string> = { 9: '\\t', 10: '\\n', 13: '\\r', 92: '\\\\' };

/**
 * Bytes as Python's `repr` prints them: `b'QFI\xfb\x00'`. In double quotes where there is a single quote in
 * them and no double one (CPython, Objects/bytesobject.c, PyBytes_Repr).
 */
export function pythonBytes(bytes: Uint8Array): string {
  const quote = bytes.includes(0x27) && !bytes.includes(0x22) ? '"' : "'";
  let text = `b${quote}`;
  for (const byte of bytes) {
    const named = NAMED[byte];
    if (named !== undefined) text += named;
    else if (byte < 0x20 || byte >= 0x7f) text += `\\x${byte.toString(16).padStart(2, '0')}`;
    else if (byte === 0x27 && quote === "'") text += "\\'";
    else text += String.fromCharCode(byte);
  }
  return text + quote;
}
