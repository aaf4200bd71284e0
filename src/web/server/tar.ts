/** Bytes of a block: headers, and what files are filled up to. */
const BLOCK = 512;

/** A file in an archive. */
export interface TarFile {
  /** Shorter than 100 characters. */
  readonly name: string;
  readonly text: string;
}

/** Some files as a tar archive (POSIX.1-1988, ustar), changed at `at` (ms since the epoch), readable for all. */
export function tar(files: readonly TarFile[], at: number): Buffer {
  const blocks = files.flatMap(({ name, text }) => {
    const content = Buffer.from(text);
    const rest = content.length % BLOCK;
    return [header(name, content.length, at), content, Buffer.alloc(rest === 0 ? 0 : BLOCK - rest)];
  });
  // Two empty ones end it.
  return Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]);
}

function header(name: string, size: number, at: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, digits: number) => value.toString(8).padStart(digits, '0');
  block.write(name, 0, 100);
  block.write(octal(0o644, 7), 100);
  block.write(octal(0, 7), 108);
  block.write(octal(0, 7), 116);
  block.write(octal(size, 11), 124);
  block.write(octal(Math.floor(at / 1000), 11), 136);
  // The sum is made with spaces in its own place.
  block.write('        ', 148);
  block.write('0', 156);
  block.write('ustar\0' + '00', 257);
  block.write(
    `${octal(
      block.reduce((sum, byte) => sum + byte, 0),
      6,
    )}\0 `,
    148,
  );
  return block;
}
