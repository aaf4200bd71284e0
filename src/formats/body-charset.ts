import { isAscii, isUtf8 } from 'node:buffer';

const CHARSET = /;\s*charset\s*=\s*(?:"([^"]*)"|([^\s;"]+))/i;

/** The charset parameter of a Content-Type, lower case; null: there is none. */
export function charsetOf(contentType: string | undefined): string | null {
  if (contentType === undefined) return null;
  const found = CHARSET.exec(contentType);
  return found === null ? null : (found[1] ?? found[2] ?? '').trim().toLowerCase();
}

const UTF_8 = new Set(['utf-8', 'utf8', 'us-ascii', 'ascii']);

/** Where a UTF-8 text ends when the character that was cut off at its end is left out. */
function wholeCharacters(bytes: Buffer): number {
  const end = bytes.length;
  for (let i = end - 1; i >= 0 && i >= end - 3; i--) {
    const byte = bytes[i] as number;
    if ((byte & 0xc0) === 0x80) continue;
    const size = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return i + size > end ? i : end;
  }
  return end;
}

/** A body's text. `utf8`: the same as bytes where it came as that, so that nobody codes it again. */
export interface Text {
  readonly utf8: Buffer | null;
  /** The text; decoded when it is asked for. */
  read(): string;
}

/** UTF-8 as a string; nearly all is ASCII, which takes no decoding. */
export function asciiOrUtf8(bytes: Buffer): string {
  return bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8');
}

function utf8Text(bytes: Buffer): Text {
  return { utf8: bytes, read: () => asciiOrUtf8(bytes) };
}

/**
 * Bytes as text: in the charset that the Content-Type names, UTF-8 where it names none (or one that nobody
 * knows). Text holds no NUL.
 *
 * @param cut whether the bytes end before the text does; a character cut in two is dropped then
 * @returns null: it is not text.
 */
export function asText(bytes: Uint8Array, contentType: string | undefined, cut: boolean): Text | null {
  const charset = charsetOf(contentType);
  if (charset !== null && !UTF_8.has(charset)) {
    let decoder: InstanceType<typeof TextDecoder> | null = null;
    try {
      decoder = new TextDecoder(charset, { fatal: true });
    } catch {
      // A label that nobody knows (RangeError): UTF-8 then.
    }
    if (decoder !== null) {
      try {
        const text = decoder.decode(bytes, { stream: cut });
        return text.includes('\0') ? null : { utf8: null, read: () => text };
      } catch {
        return null;
      }
    }
  }
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const whole = cut ? all.subarray(0, wholeCharacters(all)) : all;
  return whole.includes(0) || !isUtf8(whole) ? null : utf8Text(whole);
}
