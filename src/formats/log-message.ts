import { headerValue } from '../exchange/headers.js';
import { type Body, type Message, NO_BODY } from '../exchange/message.js';
import { isJson } from './json-text.js';
import type { LogEntry } from './log.js';
import { readPythonBytes } from './python-bytes.js';

/** The header by which the messages of one exchange are known, and by which exchanges are told apart. */
const REQUEST_ID = 'x-requestshook-request-id';

const BROKEN_OFF = '... (broken off by the service)';
const TRUNCATED = /^\.\.\. \(truncated: (\d+) of (\d+|unknown) bytes\)$/;

/** The id in an entry's headers; `` where it has none. */
export function entryId(entry: LogEntry): string {
  return headerValue(entry.headers, REQUEST_ID) ?? '';
}

/** Bytes of the body on the wire by Content-Length; null: it does not say. */
function contentLength(entry: LogEntry): number | null {
  const value = headerValue(entry.headers, 'content-length');
  return value !== undefined && /^\d{1,15}$/.test(value) ? Number(value) : null;
}

/** What the last lines of a shown body tell, and the text in front of them; null: that is nothing. */
interface Notes {
  readonly text: string | null;
  readonly brokenOff: boolean;
  readonly truncated: { readonly kept: number; readonly size: number | null } | null;
}

/** A text without its last line; null: it has no other. */
function withoutLastLine(text: string): string | null {
  const lf = text.lastIndexOf('\n');
  return lf < 0 ? null : text.slice(0, lf);
}

function readNotes(shown: string, isResponse: boolean): Notes {
  let text: string | null = shown;
  const lastLine = () => (text === null ? '' : text.slice(text.lastIndexOf('\n') + 1));
  const brokenOff = isResponse && lastLine() === BROKEN_OFF;
  if (brokenOff) text = withoutLastLine(text);
  const cut = TRUNCATED.exec(lastLine());
  if (cut === null || text === null) return { text, brokenOff, truncated: null };
  const size = cut[2] === 'unknown' ? null : Number(cut[2]);
  return { text: withoutLastLine(text), brokenOff, truncated: { kept: Number(cut[1]), size } };
}

/**
 * The body that an entry shows. A text is as the log has it, JSON indented; of bytes there are the first few. The
 * size is what the message itself says, or the note on a truncated one; null where neither does.
 */
export function entryBody(entry: LogEntry): Body {
  if (entry.body === null) return NO_BODY;
  if (entry.body === '') {
    const size = contentLength(entry);
    return { content: '', json: false, size, kept: size ?? 0, truncated: false, brokenOff: false };
  }
  const { text, brokenOff, truncated } = readNotes(entry.body, entry.kind === 'response');
  const size = brokenOff ? null : (truncated?.size ?? contentLength(entry));
  const bytes = text === null ? null : readPythonBytes(text);
  if (bytes !== null) {
    return {
      content: bytes,
      json: false,
      size,
      kept: bytes.length,
      truncated: size !== bytes.length,
      brokenOff,
    };
  }
  const kept = truncated?.kept ?? size ?? (text === null ? 0 : Buffer.byteLength(text));
  const json = text !== null && truncated === null && isJson(text);
  return { content: text, json, size, kept, truncated: truncated !== null, brokenOff };
}

/** The message of an entry. `number` is that of its exchange; the log has none. */
export function entryMessage(entry: LogEntry, number: number, id = entryId(entry)): Message {
  const { from, service, method, url, headers } = entry;
  const body = entryBody(entry);
  // Written out: spreading costs as much as all the rest, and a log has millions of them.
  if (entry.kind === 'request') {
    return { kind: 'request', number, id, from, service, method, url, headers, body };
  }
  const { status = 0, reason = '' } = entry;
  return { kind: 'response', number, id, from, service, method, url, headers, body, status, reason };
}
