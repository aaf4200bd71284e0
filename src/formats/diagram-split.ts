import { type DiagramItem, isBlock } from './diagram-blocks.js';

/** Messages that a diagram can have and still be read without a magnifying glass. */
export const READABLE = 40;

/** A part of a diagram, and the number of its first message. */
export interface DiagramPart {
  readonly items: readonly DiagramItem[];
  readonly first: number;
}

/**
 * Cuts a diagram into parts of at most `most` messages: between the outermost calls where that can be, else
 * as near to them as can be. A block is never cut; only one that is longer makes a part longer.
 */
export function splitItems(items: readonly DiagramItem[], most = READABLE): DiagramPart[] {
  const sizes = items.map(sizeOf);
  const depths = depthsAfter(items);
  let left = sizes.reduce((sum, size) => sum + size, 0);
  const parts: DiagramPart[] = [];
  for (let start = 0; start < items.length; ) {
    const end = left <= most ? items.length : cutAfter(sizes, depths, start, left, most);
    for (let i = start; i < end; i++) left -= sizes[i] as number;
    parts.push({ items: items.slice(start, end), first: firstPlace(items[start] as DiagramItem) });
    start = end;
  }
  return parts;
}

/** Index behind the last item of the part that begins at `start`: of the outermost cuts, the one for the evenest parts. */
function cutAfter(
  sizes: readonly number[],
  depths: readonly number[],
  start: number,
  left: number,
  most: number,
): number {
  const even = left / Math.ceil(left / most);
  let best = start + 1;
  let bestDepth = Number.POSITIVE_INFINITY;
  let bestOff = 0;
  let size = 0;
  for (let i = start; i < sizes.length; i++) {
    size += sizes[i] as number;
    if (size > most) break;
    const depth = depths[i] as number;
    const off = Math.abs(size - even);
    if (depth > bestDepth || (depth === bestDepth && off >= bestOff)) continue;
    best = i + 1;
    bestDepth = depth;
    bestOff = off;
  }
  return best;
}

/** How many requests await their answers behind each item. */
function depthsAfter(items: readonly DiagramItem[]): number[] {
  let open = 0;
  return items.map((item) => {
    // What is in a block is answered in it.
    if (!isBlock(item) && item.partner !== null) open += item.partner > item.place ? 1 : -1;
    return open;
  });
}

const sizeOf = (item: DiagramItem): number =>
  isBlock(item) ? item.items.reduce((sum, inner) => sum + sizeOf(inner), 0) : 1;

const firstPlace = (item: DiagramItem): number => (isBlock(item) ? item.first : item.place);
