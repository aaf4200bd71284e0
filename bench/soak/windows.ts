import { median } from '../report/table.js';

/** What was measured at the end of a stretch of time. */
export interface Window {
  readonly calls: number;
  /** ms of plain calls. */
  readonly p50: number;
  readonly p99: number;
  /** Bytes: of the process, of its heap and of its buffers after a collection. */
  readonly rss: number;
  readonly heap: number;
  readonly external: number;
  /** Files and connections that are open. */
  readonly files: number;
}

const COLUMNS: readonly (readonly [key: keyof Window, label: string, show: (value: number) => string])[] = [
  ['calls', 'calls', String],
  ['p50', 'p50 ms', (value) => value.toFixed(1)],
  ['p99', 'p99 ms', (value) => value.toFixed(1)],
  ['rss', 'RSS MiB', mib],
  ['heap', 'heap MiB', mib],
  ['external', 'external MiB', mib],
  ['files', 'open', String],
];

function mib(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(1);
}

/** The head of the table. */
export const windowHead = (): string =>
  ['  time', ...COLUMNS.map(([, label]) => label.padStart(12))].join('');

/** A line of the table. */
export const windowLine = (name: string, window: Window): string =>
  [name.padStart(6), ...COLUMNS.map(([key, , show]) => show(window[key]).padStart(12))].join('');

/** By how much a figure may be higher in the last third than in the first; in parts, and as such. */
const ALLOWED: Readonly<Partial<Record<keyof Window, readonly [part: number, most: number]>>> = {
  p50: [0.5, 2],
  p99: [1, 20],
  rss: [0.15, 24 * 2 ** 20],
  heap: [0.1, 2 * 2 ** 20],
  external: [0.1, 4 * 2 ** 20],
  files: [0.2, 16],
};

/** Whether each figure stayed as it was, from the first third of the windows to the last. */
export function flatness(windows: readonly Window[]): string[] {
  const third = Math.max(1, Math.floor(windows.length / 3));
  return COLUMNS.flatMap(([key, label, show]) => {
    const allowed = ALLOWED[key];
    if (allowed === undefined) return [];
    const [first, last] = [windows.slice(0, third), windows.slice(-third)].map((part) =>
      median(part.map((window) => window[key])),
    ) as [number, number];
    const isFlat = last - first <= Math.max(first * allowed[0], allowed[1]);
    return `${label}: ${show(first)} in the first third, ${show(last)} in the last: ${isFlat ? 'flat' : 'it grew'}`;
  });
}
