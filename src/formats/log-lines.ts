const LF = 0x0a;

/**
 * How many line feeds there are in a part of a buffer. Four bytes at a time: a log of a gigabyte is
 * counted through, and byte by byte that would take as long as all the rest.
 *
 * @param bytes begins on a word of its memory, as what `Buffer.allocUnsafeSlow` gives
 */
export function lineFeeds(bytes: Buffer, from: number, to: number): number {
  const firstWord = (from + 3) >> 2;
  const lastWord = to >> 2;
  if (firstWord >= lastWord) return countSlowly(bytes, from, to);
  let count = countSlowly(bytes, from, firstWord << 2) + countSlowly(bytes, lastWord << 2, to);
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, lastWord);
  for (let i = firstWord; i < lastWord; ) {
    // Four counters of a byte each, which are emptied before one of them is full.
    const end = Math.min(lastWord, i + 255);
    let counters = 0;
    for (; i < end; i++) {
      const other = (words[i] as number) ^ 0x0a0a0a0a;
      // The high bit of each byte: set where the byte is not a line feed.
      const bits = ((other & 0x7f7f7f7f) + 0x7f7f7f7f) | other;
      counters = (counters + ((~bits & 0x80808080) >>> 7)) | 0;
    }
    count +=
      (counters & 255) + ((counters >>> 8) & 255) + ((counters >>> 16) & 255) + ((counters >>> 24) & 255);
  }
  return count;
}

function countSlowly(bytes: Buffer, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to; i++) if (bytes[i] === LF) count++;
  return count;
}
