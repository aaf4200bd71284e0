import { short } from './figures.js';
import { type Figure, medianOf, type Reach, ratioOf, type Table } from './table.js';

const bound = ({ atLeast, atMost, goal }: Reach): string => {
  const limit = atLeast !== undefined ? `at least ${atLeast}` : `at most ${atMost}`;
  return goal === undefined ? limit : `${limit}, goal ${goal}`;
};

/** How a value stands to what is to be reached. */
function verdict(value: number, { atLeast, atMost, goal }: Reach): string {
  const good = (limit: number) => (atLeast !== undefined ? value >= limit : value <= limit);
  if (goal !== undefined && good(goal)) return 'goal reached';
  return good(atLeast ?? (atMost as number)) ? 'reached' : 'NOT REACHED';
}

/** One line for each thing that is to be reached and was measured: the figure, and beside it what is wanted. */
export function reachLines({ rows, figures, reach }: Table): string[] {
  return reach.flatMap((wanted) => {
    const figure = figures.find(({ key }) => key === wanted.figure) as Figure;
    const row = rows.find(({ name }) => name === wanted.row);
    if (row === undefined) return [];
    const value =
      wanted.of === null ? medianOf(row, figure.key) : ratioOf(rows, wanted.row, wanted.of, wanted.figure);
    if (Number.isNaN(value)) return [];
    const shown = wanted.of === null ? figure.show(value) : `${short(value)} of ${wanted.of}'s`;
    return [`${wanted.row}, ${figure.label}: ${shown} (${bound(wanted)}): ${verdict(value, wanted)}`];
  });
}
