import { type HeaderLines, headerValue } from '../exchange/headers.js';
import { type LogEntry, unescapedBody } from './log.js';
import { type Heading, readHeading } from './log-heading.js';

/** An entry and where it is. */
export interface ReadEntry extends LogEntry {
  /** Line of its heading; the first line of the file is 1. */
  readonly line: number;
}

/** Told of what is not as it should be: the line, and for people what is wrong with it. */
export type Complain = (line: number, reason: string) => void;

const LF = 0x0a;
const CLOSING = 0x29;
/** Where the two notes that a shown body can end with find room. Bytes. */
const NOTES_LENGTH = 256;

/** The beginning of a line, for a message to people. */
export function excerpt(text: string): string {
  const line = text.split('\n', 1)[0] as string;
  return JSON.stringify(line.length > 80 ? `${line.slice(0, 80)}...` : line);
}

/**
 * Whether a header line can be one of those that are read where bodies are not asked for: by its first letter
 * Content-Length, or one of ours.
 */
function isOfInterest(head: string, at: number): boolean {
  const letter = head.charCodeAt(at) | 0x20;
  return letter === 0x63 || letter === 0x78;
}

/** The header lines of a head, which begin at `from`. The text is not split, as that takes longer than all the rest. */
function readHeaders(
  head: string,
  from: number,
  firstLine: number,
  complain: Complain,
  all: boolean,
): string[] {
  const headers: string[] = [];
  let line = firstLine;
  for (let at = from; at < head.length; line++) {
    const lf = head.indexOf('\n', at);
    const end = lf < 0 ? head.length : lf;
    if (!all && !isOfInterest(head, at)) {
      at = end + 1;
      continue;
    }
    const colon = head.indexOf(': ', at);
    if (colon > at && colon < end) headers.push(head.slice(at, colon), head.slice(colon + 2, end));
    // An editor took the space after an empty value away.
    else if (end > at + 1 && head[end - 1] === ':') headers.push(head.slice(at, end - 1), '');
    else complain(line, `${excerpt(head.slice(at, end))} is no header line "Name: value"`);
    at = end + 1;
  }
  return headers;
}

/**
 * Whether `none` is a text and not the word for no body: the message said that it has four bytes. A
 * response without a body may say so of another one (RFC 9110, 9.3.2 HEAD and 15.4.5 Not Modified).
 */
function isNoneItself(heading: Heading, headers: HeaderLines): boolean {
  return (
    heading.method !== 'HEAD' && heading.status !== 304 && headerValue(headers, 'content-length') === '4'
  );
}

/**
 * How long the body is in an entry that is not ended by two line feeds. What no doubt is a whole body (`none`,
 * indented JSON) ends there; other text can not be told from what was written behind it, and is kept.
 */
function damagedEnd(text: string): number {
  if (text.startsWith('none\n\n')) return 4;
  if (text.startsWith('{\n') || text.startsWith('[\n')) {
    const end = text.indexOf(text.startsWith('{') ? '\n}\n\n' : '\n]\n\n');
    if (end >= 0) return end + 2;
  }
  return text.endsWith('\n') ? text.length - 1 : text.length;
}

/**
 * What is left of a body when it is not asked for: the last lines, which tell what is missing of it, or nothing.
 * `to` is behind its last character.
 */
function notesAlone(bytes: Buffer, begin: number, to: number): string {
  if (bytes[to - 1] !== CLOSING) return '';
  const tail = bytes.toString('utf8', Math.max(begin, to - NOTES_LENGTH), to);
  const at = /(?:^|\n)(\.\.\. \([^\n]*(?:\n\.\.\. \([^\n]*)?)$/.exec(tail);
  return at?.[1] ?? '';
}

/**
 * Reads one entry.
 *
 * @param bytes the entry, from the line feed in front of its heading to that of the next one, or to the
 *   end of the log
 * @param line of the heading
 * @returns null: its heading is none, nothing of it can be trusted. What is wrong was told to `complain`.
 */
export function readEntry(bytes: Buffer, line: number, complain: Complain, bodies = true): ReadEntry | null {
  const to = bytes.length;
  const blank = bytes.indexOf('\n\n', 1);
  const headEnd = blank < 0 ? to : blank;
  const head = bytes.toString('utf8', 1, headEnd);
  const lf = head.indexOf('\n');
  const headingLine = lf < 0 ? head : head.slice(0, lf);
  const heading = readHeading(headingLine);
  if (typeof heading === 'string') {
    complain(line, `${excerpt(headingLine)} ${heading}`);
    return null;
  }
  if (blank < 0) {
    complain(line, `the entry is cut off within its ${lf < 0 ? 'heading' : 'headers'}`);
    // The last line may be cut off itself; a URL that may be is worth nothing.
    if (lf < 0) return null;
    const whole = head.slice(0, head.lastIndexOf('\n'));
    return entryOf(heading, readHeaders(whole, lf + 1, line + 1, complain, bodies), null, line);
  }
  const headers = lf < 0 ? [] : readHeaders(head, lf + 1, line + 1, complain, bodies);

  const begin = headEnd + 2;
  const whole = to - begin >= 2 && bytes[to - 1] === LF && bytes[to - 2] === LF;
  // `none` has four bytes.
  if (whole && !bodies && to - begin !== 6) {
    return entryOf(heading, headers, notesAlone(bytes, begin, to - 2), line);
  }
  let text = bytes.toString('utf8', begin, whole ? to - 2 : to);
  if (!whole) {
    const end = damagedEnd(text);
    const behind = text.slice(end).trimStart();
    const problem = behind === '' ? 'the entry is cut off' : `${excerpt(behind)} is no part of an entry`;
    complain(behind === '' ? line : line + lineOffset(head, text, text.length - behind.length), problem);
    text = text.slice(0, end);
  }
  const none = text === 'none' ? !isNoneItself(heading, headers) : !whole && text === '';
  return entryOf(heading, headers, none ? null : unescapedBody(text), line);
}

// Written out, as spreading the heading would cost as much as reading it.
function entryOf(heading: Heading, headers: HeaderLines, body: string | null, line: number): ReadEntry {
  const { kind, from, service, method, url, status, reason } = heading;
  return status === undefined || reason === undefined
    ? { kind, from, service, method, url, headers, body, line }
    : { kind, from, service, method, url, status, reason, headers, body, line };
}

/** How many lines after the heading the character of the body stands. */
function lineOffset(head: string, body: string, at: number): number {
  return head.split('\n').length + body.slice(0, at).split('\n').length;
}
