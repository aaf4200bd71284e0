import { Refusal } from '../refusal.js';

/** Part of a file, both ends included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * The part that a `Range` header asks for (RFC 9110, 14.2), null for the whole: without the header, and for a unit
 * or a form that is not served. Throws a 416 where it begins behind the end.
 */
export function readRange(value: string, size: number): ByteRange | null {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(value) ?? [];
  if (first === '' && last === '') return null;
  const start = first === '' ? Math.max(size - Number(last), 0) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (start >= size)
    throw new Refusal(416, 'The Range requested is not available.', {
      detail: `Invalid start position in Range header. Start position MUST be in the inclusive range [0, ${size - 1}].`,
    });
  return end < start ? null : { start, end };
}
