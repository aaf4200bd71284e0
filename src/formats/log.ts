import type { HeaderLines } from '../exchange/headers.js';
import type { Message } from '../exchange/message.js';
import { type ShownBody, shownBody } from './body.js';

/** An entry of requests.log: what stands in it, and nothing that does not. */
export interface LogEntry {
  readonly kind: 'request' | 'response';
  readonly from: string;
  readonly service: string;
  readonly method: string;
  readonly url: string;
  /** Of a response. */
  readonly status?: number;
  /** Of a response; empty where the log has none. */
  readonly reason?: string;
  readonly headers: HeaderLines;
  /** As it is shown: JSON indented, notes on what is missing in its last lines. null: `none`. */
  readonly body: string | null;
}

/** Nothing but a body holds line breaks; where a value does all the same, it can not forge an entry. */
function oneLine(text: string): string {
  return text.includes('\n') || text.includes('\r') ? text.replace(/\r\n|[\r\n]/g, ' ') : text;
}

// A line in the sense of the format: after a line feed, and nothing else that may count as a line break.
const HEADING_LINE = /(^|\n)(\\*### \()/g;

/** A body whose lines can not be taken for a heading: `### (` gets a backslash in front. */
function escapedBody(body: string): string {
  return body.includes('### (') ? body.replace(HEADING_LINE, '$1\\$2') : body;
}

/** The inverse of the escaping in an entry's body. */
export function unescapedBody(body: string): string {
  return body.includes('\\### (') ? body.replace(/(^|\n)\\(\\*### \()/g, '$1$2') : body;
}

/** A text in a heading without the characters that would let it be read in another way: in no trace but a stranger's. */
function without(marks: RegExp, text: string): string {
  return text.replace(marks, '_');
}

/** The heading of an entry, without its line breaks. */
function heading(entry: Omit<LogEntry, 'body'>): string {
  const [from, service] = [without(/[()]/g, entry.from), without(/[()]/g, entry.service)];
  const method = without(/\s/g, entry.method);
  // A space would end the URL, and a line break becomes one.
  const url = /[ \r\n]/.test(entry.url) ? entry.url.replace(/[ \r\n]/g, encodeURIComponent) : entry.url;
  return oneLine(
    entry.kind === 'request'
      ? `### (${from}) REQ >>> (${service}) : ${method} ${url}`
      : `### (${from}) RESP <<< (${service}) : ${entry.status} ${entry.reason ?? ''} ${method} ${url}`,
  );
}

/** One entry, to the byte as format.md has it; UTF-8 when it is written. */
export function renderEntry(entry: LogEntry): string {
  const { body } = entry;
  return `${entryHead(entry)}${body === null ? 'none' : escapedBody(body)}${ENTRY_END}`;
}

/** What stands behind the body of an entry. */
export const ENTRY_END = '\n\n';

/** An entry up to its body. */
export function entryHead(entry: Omit<LogEntry, 'body'>): string {
  let text = `\n${heading(entry)}\n`;
  const { headers } = entry;
  for (let i = 0; i + 1 < headers.length; i += 2) {
    text += `${oneLine(headers[i] as string)}: ${oneLine(headers[i + 1] as string)}\n`;
  }
  return `${text}\n`;
}

/** A message as an entry. `shown` spares the work where the caller has it already. */
export function logEntry(message: Message, shown: ShownBody = shownBody(message.body)): LogEntry {
  const { from, service, method, url, headers } = message;
  const common = { from, service, method, url, headers, body: shown.text };
  return message.kind === 'request'
    ? { kind: 'request', ...common }
    : { kind: 'response', status: message.status, reason: message.reason, ...common };
}

/** The entry of a message, ready to be appended to requests.log. */
export function renderMessage(message: Message, shown?: ShownBody): string {
  return renderEntry(logEntry(message, shown));
}
