/**
 * Header lines in wire order, flat: name, value, name, value, ... Case and repetition are kept.
 * This is the shape of Node's `rawHeaders`, so that nothing is built for a request that passes.
 */
export type HeaderLines = readonly string[];

/** The value of the first line with that name (any case), or undefined. */
export function headerValue(lines: HeaderLines, name: string): string | undefined {
  const wanted = name.toLowerCase();
  for (let i = 0; i + 1 < lines.length; i += 2) {
    const candidate = lines[i] as string;
    if (candidate.length === wanted.length && candidate.toLowerCase() === wanted) return lines[i + 1];
  }
  return undefined;
}

/** The values of all lines with that name (any case), in wire order. */
export function headerValues(lines: HeaderLines, name: string): string[] {
  const wanted = name.toLowerCase();
  const found: string[] = [];
  for (let i = 0; i + 1 < lines.length; i += 2) {
    const candidate = lines[i] as string;
    if (candidate.length === wanted.length && candidate.toLowerCase() === wanted)
      found.push(lines[i + 1] as string);
  }
  return found;
}

/**
 * The lengths of field names, a bit each. `(lengths & (1 << name.length)) === 0` says of most names at once that they are none of
 * these, before anything is written in lower case and looked up (of those longer than 31 it may say so too seldom).
 */
export function nameLengths(names: Iterable<string>): number {
  let lengths = 0;
  for (const name of names) lengths |= 1 << name.length;
  return lengths;
}

/** Name and value of each line, in wire order. */
export function* headerPairs(lines: HeaderLines): Generator<[name: string, value: string]> {
  for (let i = 0; i + 1 < lines.length; i += 2) yield [lines[i] as string, lines[i + 1] as string];
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * A header value as people read it. Node gives a value one character a byte; where those bytes
 * are valid UTF-8 that is what the sender meant, elsewhere the characters stay (RFC 9110, 5.5).
 */
export function headerText(value: string): string {
  if (!/[\x80-\xff]/.test(value)) return value;
  try {
    return utf8.decode(Buffer.from(value, 'latin1'));
  } catch {
    return value;
  }
}
