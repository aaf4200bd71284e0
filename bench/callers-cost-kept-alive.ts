import { setTimeout as sleep } from 'node:timers/promises';
import { CallerProcesses } from '../src/callers/process/caller-processes.js';
import { CallTree } from '../src/commands/call-tree.js';
import { loadSettings } from '../src/config/load.js';
import { startProxy } from '../src/proxy/proxy.js';
import { quartiles } from './quantiles.js';

/** Rounds of one window each way: whatever else the host does meets all ways alike. */
const ROUNDS = 50;
/** ms of a window, and of what goes before it and is not counted. */
const WINDOW = 300;
const SETTLE = 50;

const WAYS = [
  'nothing',
  'names by headers and tokens, and the tree',
  'names by process, and the tree',
] as const;
type Way = (typeof WAYS)[number];

/** Requests per second, and us of processor time that the proxy takes for each. */
interface Rate {
  readonly perSecond: number;
  readonly cpu: number;
}

/**
 * What names and the tree cost where connections are kept: one proxy under a load that never pauses, and every 300 ms
 * another way to name. `start` starts a part of this bench and gives its first word.
 */
export async function keptAlive(start: (part: string, ...args: number[]) => Promise<string>): Promise<void> {
  const upstream = Number(await start('upstream'));
  const settings = loadSettings({
    flags: { service: [`keystone=http://127.0.0.1:${upstream}/identity`], listen: '127.0.0.1:0' },
    env: {},
  });
  const processes = new CallerProcesses({ onDenied: () => {}, onFault: () => {} });
  let way: Way = 'nothing';
  const sources = { rules: () => ({ onProcess: [], others: [] }), nameOfType: () => null };
  const tree = new CallTree(sources, {
    of: (socket) => (way === 'names by process, and the tree' ? processes.of(socket) : null),
    heldBy: (pid, sockets) => processes.heldBy(pid, sockets),
  });
  let number = 0;
  let ended = 0;
  const proxy = await startProxy(settings, {
    trace: { nextNumber: () => ++number, record: () => {} },
    incomingId: () => null,
    isTraced: () => true,
    linksFor: () => null,
    holdsJson: false,
    onRefused: () => {},
    onFault: (error) => process.stderr.write(`${error}\n`),
    onConnection: (socket, _listener, ready) => processes.connected(socket, ready),
    identify: (call) => (way === 'nothing' ? { name: 'client', source: 'unknown' } : tree.identify(call)),
    onBegin: (exchange) => {
      if (way !== 'nothing') tree.begin(exchange);
    },
    onResponse: (exchange, { statusCode, rawHeaders }) =>
      tree.responded(exchange, statusCode as number, rawHeaders),
    onEnd: ({ exchange }) => {
      tree.ends(exchange);
      ended++;
    },
  });

  const rates = new Map<Way, Rate[]>(WAYS.map((each) => [each, []]));
  const measure = async (): Promise<Rate> => {
    await sleep(SETTLE);
    const [before, cpu, began] = [ended, process.cpuUsage(), performance.now()];
    await sleep(WINDOW);
    const { user, system } = process.cpuUsage(cpu);
    return {
      perSecond: ((ended - before) * 1000) / (performance.now() - began),
      cpu: (user + system) / (ended - before),
    };
  };
  await start('load', (proxy.listeners[0] as (typeof proxy.listeners)[number]).place.port);
  for (let round = -5; round < ROUNDS; round++) {
    for (let i = 0; i < WAYS.length; i++) {
      way = WAYS[(i + Math.abs(round)) % WAYS.length] as Way;
      const rate = await measure();
      // Code is compiled before it counts.
      if (round >= 0) rates.get(way)?.push(rate);
    }
  }
  await proxy.close(0);
  await processes.close();
  tell(rates);
}

function tell(rates: ReadonlyMap<Way, readonly Rate[]>): void {
  process.stdout.write(`kept-alive connections, ${ROUNDS} windows of ${WINDOW} ms each:\n`);
  const without = rates.get('nothing') as readonly Rate[];
  for (const [way, all] of rates) {
    const perSecond = quartiles(
      all.map((rate) => rate.perSecond),
      0,
    );
    const cpu = quartiles(
      all.map((rate) => rate.cpu),
      1,
    );
    process.stdout.write(`  ${way}: ${perSecond}/s, ${cpu} us of processor time a request\n`);
    if (way === 'nothing') continue;
    const ratio = quartiles(
      all.map((rate, i) => rate.perSecond / (without[i] as Rate).perSecond),
      3,
    );
    const more = quartiles(
      all.map((rate, i) => rate.cpu - (without[i] as Rate).cpu),
      1,
    );
    process.stdout.write(`    within a round: ${ratio} times as many a second, ${more} us more\n`);
  }
}
