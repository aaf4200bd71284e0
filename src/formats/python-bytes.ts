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

const ESCAPED: Readonly<Record<string, number>> = { t: 9, n: 10, r: 13, '\\': 92, "'": 0x27 };

/**
 * The bytes in what a log shows of a body that is no text, `b'...'...`: at most the first SHOWN_BYTES.
 *
 * @returns null: it is something else, and a text.
 */
export function readPythonBytes(shown: string): Uint8Array | null {
  // Four characters a byte, the quotes, the dots.
  if (!shown.startsWith('b') || shown.length > 4 * SHOWN_BYTES + 6 || !/^b(['"]).*\1\.\.\.$/.test(shown))
    return null;
  const bytes: number[] = [];
  for (const [part, hex, named] of shown.slice(2, -4).matchAll(/\\x([0-9a-f]{2})|\\([tnr\\'])|./gs)) {
    bytes.push(
      hex !== undefined
        ? Number.parseInt(hex, 16)
        : named !== undefined
          ? (ESCAPED[named] as number)
          : part.charCodeAt(0),
    );
  }
  const read = Uint8Array.from(bytes);
  return bytes.length <= SHOWN_BYTES && `${pythonBytes(read)}...` === shown ? read : null;
}
