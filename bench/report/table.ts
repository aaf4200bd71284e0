/** What a table shows of each subject. */
export interface Figure {
  /** Names the samples. */
  readonly key: string;
  /** Head of the column, with the unit. */
  readonly label: string;
  readonly show: (value: number) => string;
  /** Whether its ratio to the base's stands behind it. */
  readonly ratio?: boolean;
}

/** One value a figure, of one run. */
export type Sample = Readonly<Record<string, number>>;

/** The runs of one subject. */
export interface Row {
  readonly name: string;
  readonly samples: readonly Sample[];
}

/** What the project wants to reach: a figure of one row, as such or as a ratio to that of another row. */
export interface Reach {
  readonly row: string;
  readonly figure: string;
  /** The other row; null: the figure itself counts. */
  readonly of: string | null;
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly goal?: number;
}

export interface Table {
  readonly title: string;
  /** What was done, in a sentence or two. */
  readonly about: string;
  readonly figures: readonly Figure[];
  readonly rows: readonly Row[];
  /** Row that the ratios are to. */
  readonly base: string;
  readonly reach: readonly Reach[];
  /** Who took no part, and why; what else a reader must know. */
  readonly notes: readonly string[];
}

/** The middle one; of an even number the mean of the middle two; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  if (sorted.length % 2 === 1) return sorted[Math.floor(middle)] as number;
  return ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}

/** Median of a figure in the runs of a row; NaN: it has none. */
export const medianOf = ({ samples }: Row, key: string): number =>
  median(samples.map((sample) => sample[key] ?? Number.NaN));

/** Median of one row's figure divided by the median of another's. */
export function ratioOf(rows: readonly Row[], name: string, base: string, key: string): number {
  const [one, other] = [name, base].map((wanted) => rows.find((row) => row.name === wanted));
  return one === undefined || other === undefined ? Number.NaN : medianOf(one, key) / medianOf(other, key);
}

/** How far the runs of a figure lie apart: half of the way from the least to the most, in parts of the median. */
export function spreadOf(row: Row, key: string): number {
  const values = row.samples.map((sample) => sample[key] ?? Number.NaN);
  return (Math.max(...values) - Math.min(...values)) / 2 / median(values);
}
