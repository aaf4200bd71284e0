#!/usr/bin/env node
// Makes src/openstack/operations-table.ts, the compact table of documented API operations, from
// operations.csv (service, version, method, path, title, anchor), which was extracted from the
// API reference's sources (Apache-2.0).
//
//   node scripts/make-operations.mjs operations.csv
//
// What the csv spells out a thousand times is left out: an anchor is always the page and the slug of the
// title, and this script refuses a csv where that no longer holds.

import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const target = join(dirname(fileURLToPath(import.meta.url)), '../src/openstack/operations-table.ts');

/** Rows of an RFC 4180 text, as objects named by its header line. */
function readCsv(text) {
  const rows = [];
  let row = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy;
  while (field.lastIndex < text.length) {
    const at = field.lastIndex;
    const found = field.exec(text);
    if (!found) throw new Error(`not a csv at character ${at}: ${text.slice(at, at + 60)}`);
    row.push(found[1] === undefined ? found[2] : found[1].replaceAll('""', '"'));
    if (found[3] !== ',') {
      rows.push(row);
      row = [];
    }
  }
  const [names, ...values] = rows;
  return values.map((line) => Object.fromEntries(names.map((name, i) => [name, line[i]])));
}

const slug = (title) =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** The page of an anchor, after checking that the rest of it follows from the title. */
function pageOf({ anchor, title, service }) {
  const page = anchor.split(/[?#]/)[0];
  const id = slug(title);
  const wanted = service === 'key-manager' ? `${page}#${id}` : `${page}?expanded=${id}-detail#${id}`;
  if (anchor !== wanted) throw new Error(`anchor does not follow from its title: ${anchor}`);
  return page;
}

function makeTable(operations) {
  const services = new Map();
  const pages = new Map(); // service and version -> its pages
  for (const operation of operations) {
    if (operation.anchor === '') continue;
    const key = `${operation.service} ${operation.version}`;
    pages.set(key, (pages.get(key) ?? new Set()).add(pageOf(operation)));
  }
  for (const operation of operations) {
    const { service, version, method, path, title, anchor } = operation;
    // No stable anchor: the page is the best link there is, where the version has one page alone.
    const candidates = pages.get(`${service} ${version}`) ?? new Set();
    const page = anchor === '' ? (candidates.size === 1 ? [...candidates][0] : '') : pageOf(operation);
    if (/[\t\n`\\]|\$\{/.test(path + title)) throw new Error(`unfit for the table: ${path} ${title}`);
    const lines = services.get(service) ?? new Map();
    services.set(service, lines);
    const line = `${anchor === '' ? '-' : '+'}${method}\t${path}\t${title}`;
    lines.set(page, [...(lines.get(page) ?? []), line]);
  }
  return [...services].map(([service, lines]) => {
    const blocks = [...lines].map(([page, rows]) => `@${page}\n${rows.join('\n')}`);
    return `  '${service}': \`${blocks.join('\n')}\`,\n`;
  });
}

const [source] = process.argv.slice(2);
if (!source) {
  process.stderr.write('usage: node scripts/make-operations.mjs operations.csv\n');
  process.exit(2);
}
const operations = readCsv(readFileSync(source, 'utf8'));
writeFileSync(
  target,
  `// Made by scripts/make-operations.mjs; do not edit.

/**
 * The documented operations of each service type, as text that costs nothing until it is asked for.
 * A line \`@URL\` names the page of the lines after it. A line of an operation: \`+\` (the title's slug is an
 * anchor on that page) or \`-\` (it has none), then method, path template and title, split by tabs.
 */
// biome-ignore format: one line an operation
export const OPERATIONS: Readonly<Record<string, string>> = {
${makeTable(operations).join('')}};
`,
);
process.stderr.write(`${operations.length} operations written to ${target}\n`);
