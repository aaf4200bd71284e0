import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { ProgramLog } from '../../config/program-log.js';
import type { Settings } from '../../config/settings.js';
import { ConfigError, ListenError } from '../../exchange/errors.js';
import type { Discovered } from '../catalog-watch.js';
import { Link } from './link.js';
import type { News, Order } from './messages.js';
import { PIPE } from './pipe.js';
import { type Centre, WorkerTraffic } from './traffic.js';

/** ms after which a worker that died a second time is started again; twice as long each time. */
const RESTART_AFTER = 1_000;
/** ms beyond which that does not grow. */
const LONGEST_PAUSE = 60_000;
/** ms after which a worker that lived counts as sound: if it dies then, the next one is started at once. */
const SOUND = 60_000;
/** ms that a worker may take to stop; it gives what is under way 10 s. */
const LONGEST_STOP = 15_000;

/** Where a listener really listens. */
export type Place = Extract<News, { kind: 'ready' }>['places'][number];

/** What workers tell that concerns all. */
type Told = Exclude<News, { kind: 'ready' | 'failed' | 'ends' }>;

interface Member {
  readonly worker: Worker;
  readonly traffic: WorkerTraffic;
  /** Resolves when it is gone and what it sent was read. */
  readonly gone: Promise<string>;
}

/** The worker processes: starts them, starts another where one dies, and stops them. */
export class Team {
  #settings: Settings;
  readonly #centre: Centre;
  readonly #log: ProgramLog;
  readonly #onNews: (news: Told, from: WorkerTraffic) => void;
  readonly #members = new Map<number, Member>();
  readonly #discovered: Discovered[] = [];
  readonly #restarts = new Set<NodeJS.Timeout>();
  #stopping = false;

  constructor(settings: Settings, centre: Centre, onNews: (news: Told, from: WorkerTraffic) => void) {
    // The first process has the callers' rules; regular expressions have nothing in JSON.
    this.#settings = { ...settings, callers: [] };
    this.#centre = centre;
    this.#log = centre.log;
    this.#onNews = onNews;
  }

  get pids(): number[] {
    return [...this.#members.values()].flatMap(({ worker }) => worker.process.pid ?? []);
  }

  /** Starts all; resolves with where they listen. Rejects with a ConfigError or a ListenError, and none is left. */
  async start(): Promise<readonly Place[]> {
    // Connections go to the workers in turn: where each takes what it can get, one has most of those that come at once and stay.
    cluster.schedulingPolicy = cluster.SCHED_RR;
    cluster.setupPrimary({
      exec: fileURLToPath(new URL('./worker.js', import.meta.url)),
      args: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc', 'pipe'],
    });
    const slots = Array.from({ length: this.#settings.workers }, (_, slot) => slot);
    try {
      const [places = []] = await Promise.all(slots.map((slot) => this.#start(slot, 0)));
      // One that is started later listens there as well, also where any port was free.
      const listeners = this.#settings.listeners.map((listener, at) => ({
        ...listener,
        port: places[at]?.port ?? 0,
      }));
      this.#settings = { ...this.#settings, listeners };
      return places;
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  tellAll(order: Order, except: WorkerTraffic | null = null): void {
    if (order.kind === 'discovered') this.#discovered.push(order.discovered);
    for (const { traffic } of this.#members.values()) if (traffic !== except) traffic.order(order);
  }

  /** Stops accepting, lets what is under way finish; resolves when all are gone. */
  async stop(): Promise<void> {
    this.#stopping = true;
    for (const timer of this.#restarts) clearTimeout(timer);
    this.tellAll({ kind: 'stop' });
    const members = [...this.#members.values()];
    const timer = setTimeout(() => {
      for (const { worker } of members) worker.process.kill('SIGKILL');
    }, LONGEST_STOP);
    await Promise.all(members.map(({ gone }) => gone));
    clearTimeout(timer);
  }

  /** @param deaths how many died in a row in that place. */
  async #start(slot: number, deaths: number): Promise<readonly Place[]> {
    const worker = cluster.fork();
    const began = performance.now();
    const name = `worker process ${worker.process.pid}`;
    const exited = once(worker.process, 'exit') as Promise<[number | null, string | null]>;
    let ready = (_: readonly Place[]) => {};
    let failed = (_: Error) => {};
    const starting = new Promise<readonly Place[]>((resolve, reject) => {
      [ready, failed] = [resolve, reject];
    });
    let read = () => {};
    const isRead = new Promise<void>((resolve) => {
      read = resolve;
    });
    const link = new Link(worker.process.stdio[PIPE] as Socket, {
      onFrame: (kind, content) => traffic.frame(kind, content),
      onGone: () => read(),
    });
    const traffic = new WorkerTraffic(name, link, this.#centre, (news) => {
      if (news.kind === 'failed') failed(startError(news));
      else if (news.kind === 'ready') {
        for (const discovered of this.#discovered) traffic.order({ kind: 'discovered', discovered });
        ready(news.places);
      } else if (news.kind !== 'ends') this.#onNews(news, traffic);
    });
    const gone = Promise.all([exited, isRead]).then(([[code, signal]]) => {
      this.#members.delete(slot);
      traffic.gone();
      const why = signal ?? `status ${code}`;
      failed(new ListenError(`${name} ended with ${why} before it was ready`));
      return why;
    });
    this.#members.set(slot, { worker, traffic, gone });
    // Its other end is told by the pipe.
    worker.on('error', () => {});
    traffic.order({
      kind: 'start',
      settings: this.#settings,
      discovered: this.#discovered,
      speaks: slot === 0,
    });
    const places = await starting.catch((error: unknown) => {
      worker.process.kill('SIGKILL');
      throw error;
    });
    void gone.then((why) => {
      if (this.#stopping) return;
      const before = performance.now() - began > SOUND ? 0 : deaths;
      this.#log.error(`${name} ended with ${why}; another is started${inSeconds(pauseAfter(before))}`);
      this.#startLater(slot, before);
    });
    return places;
  }

  #startLater(slot: number, deaths: number): void {
    const timer = setTimeout(() => {
      this.#restarts.delete(timer);
      this.#start(slot, deaths + 1).catch((error: unknown) => {
        if (this.#stopping) return;
        this.#log.error(`${(error as Error).message}; it is tried again${inSeconds(pauseAfter(deaths + 1))}`);
        this.#startLater(slot, deaths + 1);
      });
    }, pauseAfter(deaths));
    this.#restarts.add(timer);
  }
}

const pauseAfter = (deaths: number): number =>
  deaths === 0 ? 0 : Math.min(RESTART_AFTER * 2 ** (deaths - 1), LONGEST_PAUSE);

const inSeconds = (ms: number): string => (ms === 0 ? '' : ` in ${ms / 1000} s`);

function startError({ error, message }: Extract<News, { kind: 'failed' }>): Error {
  if (error === 'config') return new ConfigError(message);
  return error === 'listen' ? new ListenError(message) : new Error(message);
}
