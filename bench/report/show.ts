import { reachLines } from './reach.js';
import { type Figure, medianOf, type Row, ratioOf, spreadOf, type Table } from './table.js';

function cell(table: Table, row: Row, figure: Figure): string {
  const value = medianOf(row, figure.key);
  if (Number.isNaN(value)) return '';
  const ratio = ratioOf(table.rows, row.name, table.base, figure.key);
  return figure.ratio === true && Number.isFinite(ratio)
    ? `${figure.show(value)} (${ratio.toFixed(2)})`
    : figure.show(value);
}

/** The first figure says how far its runs lay apart. */
function cells(table: Table): string[][] {
  const [first] = table.figures;
  const head = ['', ...table.figures.map(({ label }) => label), 'spread'];
  const rows = table.rows.map((row) => {
    const spread = first === undefined ? Number.NaN : spreadOf(row, first.key);
    return [
      row.name,
      ...table.figures.map((figure) => cell(table, row, figure)),
      Number.isNaN(spread) ? '' : `±${(spread * 100).toFixed(0)} %`,
    ];
  });
  return [head, ...rows];
}

const explained = (table: Table): string =>
  `${table.about} Medians${table.base === '' ? '' : `; in brackets the ratio to ${table.base}`}.`;

/** For a terminal. */
export function textTable(table: Table): string {
  const all = cells(table);
  const widths = (all[0] as string[]).map((_, at) =>
    Math.max(...all.map((row) => (row[at] as string).length)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((text, at) => (at === 0 ? text.padEnd(widths[at] as number) : text.padStart(widths[at] as number)))
      .join('  ')
      .trimEnd();
  const below = [...reachLines(table).map((text) => `> ${text}`), ...table.notes.map((text) => `- ${text}`)];
  return `\n${table.title}\n${explained(table)}\n\n${all.map(line).join('\n')}\n${below.map((text) => `${text}\n`).join('')}`;
}

export function markdownTable(table: Table): string {
  const [head, ...rows] = cells(table) as [string[], ...string[][]];
  const line = (row: readonly string[]) => `| ${row.join(' | ')} |`;
  const rule = `|---|${head
    .slice(1)
    .map(() => '---:|')
    .join('')}`;
  const below = [...reachLines(table), ...table.notes].map((text) => `- ${text}\n`).join('');
  return `\n### ${table.title}\n\n${explained(table)}\n\n${[line(head), rule, ...rows.map(line)].join('\n')}\n${below === '' ? '' : `\n${below}`}`;
}
