/** npm run bench -- [NAME...] [options]: what requestshook costs, beside what others cost. See docs/performance.md. */
import { writeFileSync } from 'node:fs';
import { notInstalled } from './competitors/installed.js';
import { wrkMissing } from './load/wrk.js';
import { keepToTwoProcessors, machineLines } from './machine.js';
import { type Options, readOptions, USAGE } from './options.js';
import { holdFreeMemory } from './own-memory.js';
import { markdownTable, textTable } from './report/show.js';
import type { Table } from './report/table.js';
import { CASES } from './tables/all.js';
import { NO_UPSTREAM, startUpstream } from './upstream/upstream.js';

const caseList = () => CASES.map(({ name, about }) => `  ${name.padEnd(18)} ${about}\n`).join('');

const usage = () => `${USAGE}NAME is one of\n${caseList()}`;

function wrong(message: string): never {
  process.stderr.write(`${message}\n\n${usage()}`);
  process.exit(2);
}

function options(): Options {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    wrong((error as Error).message);
  }
}

const say = (what: string): void => {
  // A line that is written over, where somebody looks on.
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${what}`);
};

const chosen = options();
if (chosen.help) {
  process.stdout.write(usage());
  process.exit(0);
}
const unknown = chosen.names.find((name) => !CASES.some((one) => one.name === name));
if (unknown !== undefined) wrong(`no table is called ${unknown}`);
const cases = CASES.filter(({ name, quick }) =>
  chosen.names.length > 0 ? chosen.names.includes(name) : quick || !chosen.quick,
);
const missing = cases.every(({ needs }) => needs === 'nothing')
  ? null
  : (wrkMissing() ?? notInstalled('nginx'));
if (missing !== null) wrong(missing);

if (!chosen.allProcessors) keepToTwoProcessors();
const print = (text: string) => process.stdout.write(text);
const head = machineLines();
print(chosen.markdown ? `${head.join('  \n')}\n` : `${head.join('\n')}\n`);
const upstream = notInstalled('nginx') === null ? await startUpstream() : NO_UPSTREAM;
if (chosen.ownMemory) await holdFreeMemory();
const tables: Table[] = [];
for (const one of cases) {
  const table = await one.make({ ...chosen, upstream, say });
  say('');
  print(chosen.markdown ? markdownTable(table) : textTable(table));
  tables.push(table);
}
await upstream.stop();
if (chosen.json !== null)
  writeFileSync(chosen.json, `${JSON.stringify({ machine: head, tables }, null, 2)}\n`);
