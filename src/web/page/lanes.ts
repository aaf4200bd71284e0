/** Pixels. Where it is narrow, the time has no column. */
const WIDE = 700;
const LEAST_LANE = { wide: 128, narrow: 76 };
const MOST_LANE = 360;

/** Where the lifelines are, in pixels from the left. */
export interface Lanes {
  /** Of the numbers, and of the times behind them; 0: there are none. */
  readonly gutter: number;
  readonly lane: number;
  /** That a name may take; where it is narrow they stand in two lines, by turns. */
  readonly name: number;
  /** Of all, at least that of the box. */
  readonly width: number;
  centre(i: number): number;
  /** The centre of the lifeline of a name. */
  x(name: number): number;
}

/** Shares a width among the lifelines of some names (ids). */
export function lanesOf(participants: readonly number[], width: number): Lanes {
  const isWide = width >= WIDE;
  const gutter = isWide ? 128 : 40;
  const count = Math.max(1, participants.length);
  const least = isWide ? LEAST_LANE.wide : LEAST_LANE.narrow;
  const lane = Math.min(MOST_LANE, Math.max(least, (width - gutter - 16) / count));
  const places = new Map(participants.map((name, i) => [name, i]));
  const centre = (i: number) => gutter + lane * (i + 0.5);
  return {
    gutter,
    lane,
    name: isWide ? lane - 8 : Math.min(2 * lane - 8, 2 * (gutter + lane / 2)),
    width: Math.max(width, gutter + lane * count),
    centre,
    x: (name) => centre(places.get(name) ?? 0),
  };
}
