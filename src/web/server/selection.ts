/** Numbers of calls, as ranges: `1-110,200`. */
export interface CallSet {
  has(number: number): boolean;
  readonly size: number;
}

/** Reads ranges that ascend; null: that is none. `all` is every call. */
export function readCallSet(text: string): CallSet | null {
  if (text === 'all') return { has: () => true, size: Number.POSITIVE_INFINITY };
  const starts: number[] = [];
  const ends: number[] = [];
  let size = 0;
  for (const part of text.split(',')) {
    const range = /^(\d{1,10})(?:-(\d{1,10}))?$/.exec(part);
    if (range === null) return null;
    const [start, end] = [Number(range[1]), Number(range[2] ?? range[1])];
    if (end < start || start <= (ends.at(-1) ?? 0)) return null;
    starts.push(start);
    ends.push(end);
    size += end - start + 1;
  }
  const has = (number: number): boolean => {
    let [low, high] = [0, starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] as number) <= number) low = middle + 1;
      else high = middle;
    }
    return low > 0 && number <= (ends[low - 1] as number);
  };
  return { has, size };
}
