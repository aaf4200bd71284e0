import { UsageError } from '../exchange/errors.js';

/** A test for numbers of exchanges: `5`, `2-4`, `1,3,7-9`. Throws a UsageError. */
export function numberTest(wanted: readonly string[]): (number: number) => boolean {
  const ranges = wanted.flatMap((text) => text.split(',').map(range));
  return (number) => ranges.length === 0 || ranges.some(([first, last]) => number >= first && number <= last);
}

function range(text: string): [first: number, last: number] {
  const found = /^\s*(\d{1,15})(?:-(\d{1,15}))?\s*$/.exec(text);
  if (found === null)
    throw new UsageError(`--number: expected 5, 2-4 or 1,3,7-9, got ${JSON.stringify(text)}`);
  const first = Number(found[1]);
  const last = Number(found[2] ?? first);
  if (first > last) throw new UsageError(`--number: ${text} has its ends the wrong way round`);
  return [first, last];
}
