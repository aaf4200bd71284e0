import { shownDuration } from '../formats/quantity.js';
import { cutText, type Paint, terminalText } from '../formats/terminal.js';
import type { Change, TimeChange } from './change.js';

/** Changes of one call that are shown; more are counted. */
const MOST_SHOWN = 30;
/** Columns that a value may take. */
const LONGEST_VALUE = 80;
const LONGEST_NOTE = 200;

/** What an object is known by. */
const NAMES = ['id', 'name', 'type', 'title', 'message'];

/** Of a large object what it is known by, and three dots. */
function jsonText(value: unknown): string {
  const text = JSON.stringify(value);
  if (text.length <= LONGEST_VALUE || typeof value !== 'object' || value === null || Array.isArray(value))
    return text;
  const known = Object.entries(value).filter(
    ([key, inside]) => NAMES.includes(key) && typeof inside === 'string',
  );
  const shown = JSON.stringify(Object.fromEntries(known));
  return known.length === 0 ? text : `${shown.slice(0, -1)}, ...}`;
}

/** Words of the proxy's own, as they are; what JSON holds, as JSON writes it. */
function valueText(change: Change, value: unknown): string {
  const isJson = change.what.startsWith('$');
  const text = typeof value === 'string' && !isJson ? value : jsonText(value);
  return cutText(terminalText(text), LONGEST_VALUE);
}

/** `response $.images[0].status: "queued" -> "active"` */
function changeText(change: Change, paint: Paint): string {
  const { what, before, after, note } = change;
  const where = change.in === 'call' || what === 'status' || what === 'failure' ? '' : `${change.in} `;
  const name = `${where}${terminalText(what)}: `;
  const about = note === undefined ? '' : cutText(terminalText(note), LONGEST_NOTE);
  if (before === undefined && after === undefined) return name + about;
  const old = before === undefined ? '' : paint('red', valueText(change, before));
  const now = after === undefined ? '' : paint('green', valueText(change, after));
  const text =
    before === undefined ? `added ${now}` : after === undefined ? `removed ${old}` : `${old} -> ${now}`;
  return name + text + (about === '' ? '' : ` (${about})`);
}

function timeText({ before, after, factor }: TimeChange): string {
  const isSlower = factor > 1;
  const times = (isSlower ? factor : 1 / factor).toFixed(1);
  return `time: ${shownDuration(before)} -> ${shownDuration(after)}, ${times} times ${isSlower ? 'slower' : 'faster'}`;
}

/** What changed of a call, a line each. */
export function changeLines(changes: readonly Change[], time: TimeChange | null, paint: Paint): string[] {
  const lines = changes.slice(0, MOST_SHOWN).map((change) => changeText(change, paint));
  const more = changes.length - lines.length;
  if (more > 0) lines.push(paint('dim', `... ${more} more changes`));
  if (time !== null) lines.push(paint(time.factor > 1 ? 'magenta' : 'dim', timeText(time)));
  return lines;
}
