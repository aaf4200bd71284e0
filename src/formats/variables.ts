import type { Variable } from '../openstack/variables.js';

const HEAD = '| variables | values |\n|-----------|--------|\n';

/** The table under a diagram, as Markdown: one row a name; `` where there is none. */
export function renderVariables(variables: readonly Variable[]): string {
  if (variables.length === 0) return '';
  return HEAD + variables.map(({ name, value }) => `| \`${name}\` | ${value} |\n`).join('');
}

/** The names in a table that `renderVariables` made, or that a person did; other lines are passed over. */
export function parseVariables(markdown: string): Variable[] {
  return [...markdown.matchAll(/^\|\s*`([^`|]+)`\s*\|\s*([^|\s]+)\s*\|\s*$/gm)].map(([, name, value]) => ({
    name: name as string,
    value: value as string,
  }));
}
