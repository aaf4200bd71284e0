import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readLog } from '../../src/formats/log-reader.js';
import { ROOT } from '../shared.js';
import { temporaryFolder } from './program.js';
import { startProxy } from './running-proxy.js';

const INSTALLED = spawnSync('logrotate', ['--version']).status === 0;

function testLogrotate(name: string, fn: () => Promise<void>): void {
  if (INSTALLED) test(name, fn);
  else test.skip(`${name} (skipped: logrotate is not installed)`, () => {});
}

/** Rotates the files of a trace with the real logrotate. */
function rotate(folder: string, directives: string): void {
  const [config, state] = [join(folder, 'logrotate.conf'), join(folder, 'logrotate.state')];
  writeFileSync(
    config,
    `${folder}/*.log ${folder}/*.md ${folder}/*.ndjson {\n rotate 99\n${directives}\n}\n`,
  );
  execFileSync('logrotate', ['--force', '--state', state, config], { stdio: 'inherit' });
}

/** Files of one kind, from the oldest to the one that is written. */
const files = (folder: string, name: string) =>
  readdirSync(folder)
    .filter((other) => other.startsWith(name))
    .sort((a, b) => Number(b.slice(name.length + 1) || 0) - Number(a.slice(name.length + 1) || 0))
    .map((other) => readFileSync(join(folder, other), 'utf8'));

/** A trace that is rotated under load. */
async function rotatedUnderLoad(directives: (pid: number | undefined) => string) {
  const proxy = await startProxy();
  let calls = 0;
  let stopping = false;
  const caller = async () => {
    while (!stopping) await proxy.get(`/identity/v3/${++calls}`);
  };
  const callers = Array.from({ length: 8 }, caller);
  for (let rotation = 1; rotation <= 5; rotation++) {
    const enough = calls + 60;
    while (calls < enough) await new Promise(setImmediate);
    rotate(proxy.folder, directives(proxy.child.pid));
  }
  stopping = true;
  await Promise.all(callers);
  expect(await proxy.stop()).toBe(0);
  return { folder: proxy.folder, calls };
}

const requestOf = (url: string) => Number(url.split('/').at(-1));
const oneToAll = (calls: number) => Array.from({ length: calls }, (_, i) => i + 1);
const sorted = (numbers: number[]) => numbers.sort((a, b) => a - b);

testLogrotate('by rename and SIGHUP: not an entry is lost or cut, nor stands twice', async () => {
  const { folder, calls } = await rotatedUnderLoad(
    (pid) => `nocreate\nsharedscripts\npostrotate\n kill -HUP ${pid}\nendscript`,
  );
  const logs = files(folder, 'requests.log').map(readLog);
  expect(logs.length).toBeGreaterThanOrEqual(5);
  expect(logs.flatMap(({ problems }) => problems)).toEqual([]);
  for (const kind of ['request', 'response']) {
    const seen = logs.flatMap(({ entries }) => entries.filter((entry) => entry.kind === kind));
    expect(sorted(seen.map(({ url }) => requestOf(url)))).toEqual(oneToAll(calls));
  }
  const lines = files(folder, 'journal.ndjson').flatMap((text) => text.split('\n').slice(0, -1));
  expect(lines.map((line) => JSON.parse(line).type)).toHaveLength(2 * calls);
});

testLogrotate(
  'by copytruncate: what is written between the copy and its end is not lost, and stands whole',
  async () => {
    const { folder, calls } = await rotatedUnderLoad(() => 'copytruncate');
    const journals = files(folder, 'journal.ndjson');
    expect(journals.length).toBeGreaterThanOrEqual(5);
    const seen: Record<string, number[]> = { request: [], response: [] };
    for (const text of journals) {
      const lines = text.split('\n');
      // A copy may end within a line: that one is whole in the next file.
      for (const line of lines.slice(0, -1)) {
        const { type, number } = JSON.parse(line) as { type: string; number: number };
        seen[type]?.push(number);
      }
    }
    expect(sorted(seen.request as number[])).toEqual(oneToAll(calls));
    expect(sorted(seen.response as number[])).toEqual(oneToAll(calls));
    const logs = files(folder, 'requests.log').map((text) => text.slice(text.indexOf('\n### (')));
    const paths = new Set(
      logs.flatMap((text) => readLog(text).entries.map(({ kind, url }) => `${kind} ${url}`)),
    );
    expect(paths.size).toBe(2 * calls);
  },
);

testLogrotate('the file in config/ is one that logrotate takes', async () => {
  const config = join(temporaryFolder(), 'requestshook');
  // Of a checkout's file logrotate says that others than root may write it.
  writeFileSync(config, readFileSync(join(ROOT, 'config/logrotate.conf')), { mode: 0o644 });
  const { status, stderr } = spawnSync('logrotate', ['--debug', config], { encoding: 'utf8' });
  expect(status).toBe(0);
  expect(stderr).not.toMatch(/error|unknown|bad/i);
  expect(stderr).toContain('rotating pattern: /var/log/requests.log /var/log/requestshook/*.log');
});
