/** Bytes in a line. */
const LINE = 16;

/**
 * The beginning of some bytes as `xxd` shows them: offset, bytes, and what of them is ASCII. A line feed after each
 * line but the last.
 */
export function hexDump(bytes: Uint8Array, lines: number): string {
  const shown: string[] = [];
  for (let at = 0; at < bytes.length && shown.length < lines; at += LINE) {
    const part = [...bytes.subarray(at, at + LINE)];
    const pairs: string[] = [];
    for (let i = 0; i < LINE; i += 2) {
      pairs.push(
        part
          .slice(i, i + 2)
          .map((byte) => byte.toString(16).padStart(2, '0'))
          .join('')
          .padEnd(4),
      );
    }
    const ascii = part
      .map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.'))
      .join('');
    shown.push(`${at.toString(16).padStart(8, '0')}: ${pairs.join(' ')}  ${ascii}`);
  }
  return shown.join('\n');
}
