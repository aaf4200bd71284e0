import { headerValue } from '../exchange/headers.js';
import { type Body, type Message, NO_BODY } from '../exchange/message.js';
import { isJson } from './json-text.js';
import type { LogEntry } from './log.js';
import { readPythonBytes } from './python-bytes.js';

/** The header by which the messages of one exchange are known, and by which exchanges are told apart. */
const REQUEST_ID = 'x-requestshook-request-id';

const BROKEN_OFF = '... (broken off by the service)';
const TRUNCATED = /^\.\.\. \(truncated: (0|[1-9]\d{0,14}) of (0|[1-9]\d{0,14}|unknown) bytes\)$/;

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

function readNotes(shown: string, isResponse: boolean): Notes {
  const lines = new LastLines(shown);
  const brokenOff = isResponse && lines.last === BROKEN_OFF && lines.drop();
  const cut = TRUNCATED.exec(lines.last);
  if (cut === null || !lines.drop()) return { text: lines.text, brokenOff, truncated: null };
  const size = cut[2] === 'unknown' ? null : Number(cut[2]);
  return { text: lines.text, brokenOff, truncated: { kept: Number(cut[1]), size } };
}

/** A text that loses lines at its end. */
class LastLines {
  /** null: there is no line left. */
  text: string | null;

  constructor(text: string) {
    this.text = text;
  }

  get last(): string {
    return this.text === null ? '' : this.text.slice(this.text.lastIndexOf('\n') + 1);
  }

  /** Whether the last line is gone. It stays where there is nothing but a line feed in front of it: no note stands so. */
  drop(): boolean {
    if (this.text === null) return false;
    const lf = this.text.lastIndexOf('\n');
    if (lf === 0) return false;
    this.text = lf < 0 ? null : this.text.slice(0, lf);
    return true;
  }
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
  // Of a body that broke off, the length that was promised is not what came.
  const size = truncated !== null ? truncated.size : brokenOff ? null : contentLength(entry);
  // Of bytes only the beginning is shown in any case, without a note.
  const bytes = text === null || truncated !== null ? null : readPythonBytes(text);
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
