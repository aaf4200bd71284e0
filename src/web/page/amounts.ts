import { shownBytes, shownDuration } from '../../formats/quantity.js';

/** `45 ms`; `` where it is not known. */
export const duration = (ms: number) => (Number.isNaN(ms) ? '' : shownDuration(ms));

/** `3.1 KiB`; `` where it is not known, or nothing. */
export const bytes = (count: number) => (Number.isNaN(count) || count === 0 ? '' : shownBytes(count));

/** Seconds since the trace began, to the millisecond: `0.045`, `12:03.120`. */
export function offset(ms: number): string {
  if (Number.isNaN(ms)) return '';
  const total = Math.round(Math.max(0, ms));
  const millis = String(total % 1000).padStart(3, '0');
  const seconds = Math.floor(total / 1000);
  if (seconds < 60) return `${seconds}.${millis}`;
  const two = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}.${millis}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}.${millis}`;
}

/** The time of day here, to the millisecond. */
export function clock(ms: number): string {
  const at = new Date(ms);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}.${String(at.getMilliseconds()).padStart(3, '0')}`;
}

/** Calls as a sentence has them: `1 call`, `12,345 calls`. */
export function count(value: number, one: string, more = `${one}s`): string {
  return `${value.toLocaleString('en')} ${value === 1 ? one : more}`;
}
