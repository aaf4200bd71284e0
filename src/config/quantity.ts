import { unfit } from './unfit.js';

// What setTimeout can wait for; longer fires at once (Node 20).
const LONGEST = 2 ** 31 - 1;
const DURATION = 'a time in ms (0: no limit) or with its unit, such as 500ms, 10s, 5m or 1h';
const MS: Record<string, number> = { '': 1, ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000 };

/** A time in ms, from a number (ms) or a text with a unit. Throws an Unfit. */
export function readDuration(value: unknown): number {
  const [amount, unit] = split(value) ?? unfit(DURATION, value);
  const ms = Math.round(amount * (MS[unit] ?? unfit(DURATION, value)));
  if (ms > LONGEST) unfit('a time of at most 24 days (0: no limit)', value);
  return ms;
}

// V8 holds no text much longer than 512 MiB, and what is kept is made into text.
const LARGEST = 256 * 2 ** 20;
const SIZE = 'a number of bytes up to 256 MiB, or with its unit, such as 64KiB or 1MiB';
const BYTES: Record<string, number> = {
  '': 1,
  b: 1,
  kb: 1000,
  mb: 1e6,
  kib: 2 ** 10,
  mib: 2 ** 20,
};

/** A number of bytes, from a number or a text with a unit. Throws an Unfit. */
export function readSize(value: unknown): number {
  const [amount, unit] = split(value) ?? unfit(SIZE, value);
  const bytes = Math.round(amount * (BYTES[unit.toLowerCase()] ?? unfit(SIZE, value)));
  if (bytes > LARGEST) unfit(SIZE, value);
  return bytes;
}

/** Processes that may serve requests; each takes some 60 MB, and few machines have as many processors. */
export const MOST_WORKERS = 64;
const WORKERS = `a number of processes, 1 to ${MOST_WORKERS}`;

/** A number of worker processes, from a number or a text. Throws an Unfit. */
export function readWorkers(value: unknown): number {
  const count = typeof value === 'string' && /^\s*\d+\s*$/.test(value) ? Number(value) : value;
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 1 || count > MOST_WORKERS)
    return unfit(WORKERS, value);
  return count;
}

function split(value: unknown): [amount: number, unit: string] | null {
  if (typeof value === 'number') return Number.isFinite(value) && value >= 0 ? [value, ''] : null;
  const parts = typeof value === 'string' ? /^\s*(\d+(?:\.\d+)?)\s*([a-zA-Z]*)\s*$/.exec(value) : null;
  return parts ? [Number(parts[1]), parts[2] as string] : null;
}
