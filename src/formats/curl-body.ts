import { headerValue } from '../exchange/headers.js';
import type { RequestMessage } from '../exchange/message.js';
import { charsetOf } from './body-charset.js';
import { SHOWN_BYTES } from './python-bytes.js';

/** What is to be sent as a body, or why it can not be. */
export type CurlBody =
  | { readonly kind: 'none' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'missing'; readonly reason: string };

const missing = (reason: string): CurlBody => ({ kind: 'missing', reason });

/** Whether a request was sent in a content coding (RFC 9110, 8.4), which the trace has undone. */
export function contentCoding({ headers }: RequestMessage): string | null {
  const coding = headerValue(headers, 'content-encoding')?.trim() ?? '';
  return coding === '' || coding.toLowerCase() === 'identity' ? null : coding;
}

/** Some bytes of a body that is no text may be all that the trace shows of it. */
function isWhole(content: Uint8Array, size: number | null, isCoded: boolean): boolean {
  if (content.length === size) return true;
  return isCoded && content.length > SHOWN_BYTES;
}

/** The bytes of a text in another charset than UTF-8; null: nobody here can write that one. */
function encoded(text: string, charset: string): Uint8Array | null {
  let decoder: InstanceType<typeof TextDecoder>;
  try {
    decoder = new TextDecoder(charset);
  } catch {
    // A label that nobody knows; the body was read as UTF-8.
    return Buffer.from(text);
  }
  const candidates = [Buffer.from(text, 'utf8'), Buffer.from(text, 'latin1'), Buffer.from(text, 'utf16le')];
  return candidates.find((bytes) => decoder.decode(bytes) === text) ?? null;
}

/** The body of a request as it is to be sent again, byte for byte as far as the trace has it. */
export function curlBody(request: RequestMessage): CurlBody {
  const { content, size, kept, truncated } = request.body;
  if (truncated || (content === null && size !== 0)) {
    const what = size === null && content === null ? 'is not in the trace' : 'was not kept whole';
    return missing(`its body ${what} (${kept} of ${size ?? 'unknown'} bytes)`);
  }
  if (content === null) return { kind: 'none' };
  if (typeof content !== 'string') {
    return isWhole(content, size, contentCoding(request) !== null)
      ? { kind: 'bytes', bytes: content }
      : missing(`its body was not kept whole (${content.length} of ${size ?? 'unknown'} bytes)`);
  }
  const charset = charsetOf(headerValue(request.headers, 'content-type'));
  if (charset === null) return { kind: 'text', text: content };
  const bytes = encoded(content, charset);
  if (bytes === null) return missing(`the charset of its body, ${charset}, can not be written here`);
  return Buffer.from(content).equals(bytes) ? { kind: 'text', text: content } : { kind: 'bytes', bytes };
}
