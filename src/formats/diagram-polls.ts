import type { Unit } from './diagram-blocks.js';

/** Repeated less often, all of them are shown. */
const LEAST = 3;
/** Calls that a poll may consist of: the server, then its volume. */
const LONGEST = 4;

/** Calls that are made again and again, with the same outcome, become one unit with a `loop` block. */
export function foldPolls(units: readonly Unit[]): Unit[] {
  const folded: Unit[] = [];
  for (let i = 0; i < units.length; ) {
    const poll = pollAt(units, i);
    folded.push(poll === null ? (units[i] as Unit) : pollBlock(units, i, poll));
    i += poll === null ? 1 : poll.length * poll.count;
  }
  return folded;
}

interface Poll {
  /** In units. */
  readonly length: number;
  readonly count: number;
}

/** The poll that begins there. */
function pollAt(units: readonly Unit[], start: number): Poll | null {
  for (let length = 1; length <= LONGEST; length++) {
    // Only what changes nothing is asked for again; five images that are made are five images.
    if (!isRead(units[start + length - 1])) return null;
    let end = start + length;
    while (end < units.length && units[end]?.looks === units[end - length]?.looks) end += 1;
    const count = Math.floor((end - start) / length);
    if (count >= LEAST) return { length, count };
  }
  return null;
}

const isRead = (unit: Unit | undefined) => /^(?:GET|HEAD)$/.test(unit?.messages[0]?.message.method ?? '');

function pollBlock(units: readonly Unit[], start: number, { length, count }: Poll): Unit {
  const messages = units.slice(start, start + length * count).flatMap((unit) => unit.messages);
  const first = messages[0]?.place as number;
  const last = messages.at(-1)?.place as number;
  const items = units.slice(start, start + length).flatMap((unit) => unit.items);
  return { items: [{ kind: 'loop', first, last, items, count }], messages, looks: '' };
}
