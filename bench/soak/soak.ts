/**
 * npm run bench:soak -- [--minutes N]: mixed traffic with faults of services, callers and files, and whether memory, what is
 * open and latency stay as they are. Ends with 1 where the trace is not whole, or something stays open.
 */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { CLI } from '../competitors/requestshook.js';
import { memoryNow } from '../measure/memory.js';
import { partScript, temporaryPath } from '../place.js';
import { startProcess, whenSays } from '../processes.js';
import { quantile } from '../quantiles.js';
import { Callers } from './callers.js';
import { Ledger } from './ledger.js';
import type { Held } from './probe.js';
import { startService } from './service.js';
import { makeFolder, Trouble } from './trouble.js';
import { flatness, type Window, windowHead, windowLine } from './windows.js';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '5' } } });
const minutes = Number(values.minutes);
if (!(minutes > 0)) {
  process.stderr.write(`--minutes ${values.minutes}: a number above 0 is expected\n`);
  process.exit(2);
}

const CALLERS = 24;
/** ms that a caller waits between two calls. */
const PAUSE = 40;
const WINDOWS = 12;
/** ms after which nothing is open any more that was only kept for a while: idle connections to services, 4 s. */
const SETTLED = 6_000;
/** Files and connections that may be open at the end beside those of the beginning. */
const SPARE = 3;

const print = (text: string) => process.stdout.write(`${text}\n`);

const service = await startService();
const folder = temporaryPath('soak');
const { disk } = makeFolder(folder);
const started = await startProcess(
  process.execPath,
  [
    ...[
      '--expose-gc',
      '--import',
      partScript('soak/probe.js'),
      CLI,
      'proxy',
      '--listen',
      '127.0.0.1:0',
      '--ui',
      'off',
    ],
    ...['--service', `keystone=http://127.0.0.1:${service.port}/identity`],
    ...['--log', join(folder, 'requests.log'), '--dir', folder],
  ],
  { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], env: { PATH: process.env.PATH } },
);
const [, listens] = await whenSays(started, 'stderr', /"msg":"ready on http:\/\/127\.0\.0\.1:(\d+)/);
const proxy: ChildProcess = started.child;
const faults: string[] = [];
proxy.stderr?.on('data', (text: string) => {
  for (const line of text.split('\n'))
    if (line.includes('"level":"error"') && !/ENOSPC|no room to keep/.test(line)) faults.push(line);
});

async function held(): Promise<Held> {
  const answer = once(proxy, 'message') as Promise<[Held]>;
  proxy.send('what is held?');
  return (await answer)[0];
}
const openFiles = () => readdirSync(`/proc/${started.pid}/fd`).length;

const ledger = new Ledger();
const trouble = new Trouble(folder, ledger, () => proxy.kill('SIGHUP'));

/** Callers for so many ms, in so many windows, with trouble in each. */
async function stretch(ms: number, windows: number, onWindow: (window: Window, end: number) => void) {
  const callers = new Callers(Number(listens), ledger);
  const ended = callers.run(CALLERS, PAUSE);
  const each = ms / windows;
  for (let n = 1; n <= windows; n++) {
    const before = callers.calls;
    const until = performance.now() + each;
    await sleep(each / 3);
    await trouble.rotate();
    if (disk && n % 3 === 0) await trouble.fill();
    await sleep(Math.max(0, until - performance.now()));
    const { heapUsed, external } = await held();
    const times = callers.takeTimes();
    onWindow(
      {
        calls: callers.calls - before,
        p50: quantile(times, 0.5),
        p99: quantile(times, 0.99),
        rss: memoryNow(started.pid),
        heap: heapUsed,
        external,
        files: openFiles(),
      },
      n * each,
    );
  }
  callers.stop();
  await ended;
  return callers.calls;
}

print(`${minutes} min, ${CALLERS} callers${disk ? '' : '; the disk is never full: none could be mounted'}\n`);
// What grows to its size at first is not what is looked for.
let calls = await stretch(Math.min(60_000, minutes * 15_000), 1, () => {});
await sleep(SETTLED);
const [before, filesBefore] = [await held(), openFiles()];
print(windowHead());
const windows: Window[] = [];
calls += await stretch(minutes * 60_000, WINDOWS, (window, end) => {
  windows.push(window);
  print(windowLine(`${Math.round(end / 1000)} s`, window));
});
await sleep(SETTLED);
const [after, filesAfter] = [await held(), openFiles()];
const closed = once(proxy, 'exit') as Promise<[number | null]>;
proxy.kill('SIGTERM');
const [status] = await closed;
trouble.readRest();
service.close();

print('');
for (const line of flatness(windows)) print(line);
print(`open when nobody called: ${filesBefore} files and connections before, ${filesAfter} after`);
print(`                         ${JSON.stringify(before.open)}, ${JSON.stringify(after.open)}`);
const wrong = ledger.wrong();
print(
  `${calls} calls, ${trouble.rotations} rotations, ${trouble.fullDisks} times no room on the disk; in the trace ${Object.entries(
    wrong,
  )
    .map(([what, count]) => `${what} ${count}`)
    .join(', ')}`,
);
const failures = [
  ...faults.map((line) => `the proxy said ${line}`),
  ...(status === 0 ? [] : [`the proxy ended with ${status}`]),
  ...(filesAfter > filesBefore + SPARE ? ['files or connections stay open'] : []),
  ...(Object.values(wrong).some((count) => count > 0) ? ['the trace is not whole'] : []),
];
for (const failure of failures) print(`FAILED: ${failure}`);
process.exit(failures.length === 0 ? 0 : 1);
