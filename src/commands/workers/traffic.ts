import type { ConnectionEnds } from '../../callers/process/caller-processes.js';
import type { ProgramLog } from '../../config/program-log.js';
import type { Caller } from '../../exchange/exchange.js';
import type { Call as FilteredCall } from '../../proxy/context.js';
import type { SharedRecorder } from '../../recorder/split-recorder.js';
import type { CallTree } from '../call-tree.js';
import { Exchange } from './exchange.js';
import type { Link } from './link.js';
import {
  type Ask,
  answerText,
  type Ends,
  FROM_WORKER,
  type News,
  type Order,
  readAsk,
  readResponded,
  TO_WORKER,
} from './messages.js';
import type { PulledWorker, Pulls } from './pulls.js';
import { readRecords, type SentRecord } from './worker-trace.js';

/** What all workers' traffic comes together in. */
export interface Centre {
  readonly recorder: SharedRecorder;
  readonly tree: CallTree;
  readonly pulls: Pulls;
  readonly log: ProgramLog;
  /** A connection was accepted: looks up who is at its other end, and calls back when that is known, or takes too long. */
  readonly meet: (connection: ConnectionEnds, ready: () => void) => void;
  readonly isTraced: (call: FilteredCall) => boolean;
}

/** A caller's connection to a worker. */
class Connection implements ConnectionEnds {
  readonly remoteAddress: string;
  readonly remotePort: number;
  readonly localAddress: string;
  readonly localPort: number;
  /** What waits until its process is known; null: it is. */
  waiting: (() => void)[] | null = null;

  constructor([remoteAddress = '', remotePort = '', localAddress = '', localPort = '']: readonly string[]) {
    this.remoteAddress = remoteAddress;
    this.remotePort = Number(remotePort);
    this.localAddress = localAddress;
    this.localPort = Number(localPort);
  }
}

const NO_CONNECTION: readonly string[] = [];

/** The exchanges of one worker, as the first process has them. */
export class WorkerTraffic implements PulledWorker {
  readonly #name: string;
  readonly #link: Link;
  readonly #centre: Centre;
  readonly #onNews: (news: News) => void;
  readonly #connections = new Map<number, Connection>();
  readonly #exchanges = new Map<number, Exchange>();
  readonly #endsAsked = new Map<number, (ends: Ends | null) => void>();
  #isGone = false;

  /** @param name for people. */
  constructor(name: string, link: Link, centre: Centre, onNews: (news: News) => void) {
    this.#name = name;
    this.#link = link;
    this.#centre = centre;
    this.#onNews = onNews;
    centre.pulls.join(this);
  }

  order(order: Order): void {
    this.#link.text(TO_WORKER.order, JSON.stringify(order));
  }

  frame(kind: number, content: Buffer): void {
    const { pulls, recorder, tree } = this.#centre;
    switch (kind) {
      case FROM_WORKER.ask:
        this.#asked(readAsk(content.toString()));
        break;
      case FROM_WORKER.responded: {
        const { handle, status, headers } = readResponded(content.toString());
        const exchange = this.#exchanges.get(handle);
        if (exchange !== undefined) tree.responded(exchange, status, headers);
        break;
      }
      case FROM_WORKER.ended: {
        const [handle, failure] = content.toString().split('\n', 2);
        const exchange = this.#exchanges.get(Number(handle));
        if (exchange === undefined) break;
        exchange.serviceFailure = failure ?? null;
        tree.ends(exchange);
        break;
      }
      case FROM_WORKER.records:
        for (const record of readRecords(content)) pulls.add(this, record);
        break;
      case FROM_WORKER.pending:
        pulls.soon();
        break;
      case FROM_WORKER.pulled:
        pulls.pulled(this, Number(content.toString()));
        break;
      case FROM_WORKER.connected:
        this.#connected(content.toString().split('\n'));
        break;
      case FROM_WORKER.closed:
        this.#connections.delete(Number(content.toString()));
        break;
      case FROM_WORKER.withdrawn:
        this.#withdrawn(Number(content.toString()));
        break;
      case FROM_WORKER.leftOut: {
        const [handle, which] = content.toString().split('\n') as [string, string];
        recorder.leftOut(which === 'both' ? 2 : 1);
        if (which === 'response') this.#withdrawn(Number(handle));
        break;
      }
      case FROM_WORKER.news:
        this.#heard(JSON.parse(content.toString()) as News);
    }
  }

  /** The worker is gone, and what it sent was read. What it had begun is ended when its messages had their turn. */
  gone(): void {
    this.#isGone = true;
    for (const answer of this.#endsAsked.values()) answer(null);
    this.#endsAsked.clear();
    this.#centre.pulls.leave(this);
  }

  /** Where the connection to a service is on which an exchange was sent on; null: there is none any more. */
  endsOf(handle: number): Promise<Ends | null> {
    if (this.#isGone) return Promise.resolve(null);
    this.order({ kind: 'ends', handle });
    return new Promise((resolve) => {
      this.#endsAsked.get(handle)?.(null);
      this.#endsAsked.set(handle, resolve);
    });
  }

  pull(): void {
    this.#link.text(TO_WORKER.pull, '');
  }

  tooSlow(): void {
    this.#centre.log.warn(
      `${this.#name} does not answer: what passed there stands later in the trace than it should`,
    );
  }

  inOrder(record: SentRecord | null): void {
    if (record === null) {
      this.#breakOff();
      return;
    }
    const { recorder, log } = this.#centre;
    const { handle, isResponse, packed } = record;
    const exchange = this.#exchanges.get(handle);
    if (exchange === undefined) {
      recorder.leftOut(1);
      return;
    }
    if (exchange.number === 0) exchange.number = recorder.nextNumber();
    const { number, call } = exchange;
    if (!isResponse) {
      const parent = call?.recorded(number) ?? null;
      recorder.recordPacked(packed, number, parent === null ? [] : [parent]);
      return;
    }
    this.#exchanges.delete(handle);
    recorder.recordPacked(packed, number, call?.foundLate ?? []);
    if (exchange.serviceFailure !== null) log.warn({ number }, exchange.serviceFailure);
  }

  #connected([number, named, ...ends]: readonly string[]): void {
    const connection = new Connection(ends);
    this.#connections.set(Number(number), connection);
    if (named === '') connection.waiting = [];
    this.#centre.meet(connection, () => {
      const waiting = connection.waiting ?? [];
      connection.waiting = null;
      for (const answer of waiting) answer();
    });
  }

  #asked(ask: Ask): void {
    const connection = this.#connections.get(ask.connection) ?? new Connection(NO_CONNECTION);
    const answer = () => this.#centre.recorder.whenNotBehind(() => this.#answer(ask, connection));
    if (connection.waiting === null) answer();
    else connection.waiting.push(answer);
  }

  #answer(ask: Ask, connection: Connection): void {
    if (this.#isGone) return;
    const { tree, isTraced, log } = this.#centre;
    const { handle, method, path, url, service, serviceType, listenerFrom, headers } = ask;
    const address = connection.remoteAddress;
    let caller: Caller = { name: 'unknown', source: 'unknown' };
    let traced = true;
    try {
      caller = tree.identify({
        headers,
        address,
        method,
        path,
        service,
        serviceType,
        connection,
        listenerFrom,
      });
      traced = isTraced({ from: caller.name, to: service, method, url });
    } catch (error) {
      log.error({ err: error }, 'A fault of requestshook itself, finding out who called; traffic goes on');
    }
    if (traced) {
      const exchange = new Exchange(ask, caller, connection);
      this.#exchanges.set(handle, exchange);
      tree.begin(exchange);
      exchange.isAt({ ends: () => this.endsOf(handle) });
    }
    this.#link.text(TO_WORKER.answer, answerText(handle, traced ? caller : null));
  }

  #withdrawn(handle: number): void {
    const exchange = this.#exchanges.get(handle);
    if (exchange === undefined) return;
    this.#exchanges.delete(handle);
    this.#centre.tree.ends(exchange);
  }

  #heard(news: News): void {
    if (news.kind !== 'ends') {
      this.#onNews(news);
      return;
    }
    this.#endsAsked.get(news.handle)?.(news.ends);
    this.#endsAsked.delete(news.handle);
  }

  /** What a worker had begun when it died is in the trace, to its end. */
  #breakOff(): void {
    const { recorder, tree, log } = this.#centre;
    const left = [...this.#exchanges.values()];
    this.#exchanges.clear();
    for (const exchange of left) {
      tree.ends(exchange);
      for (const record of exchange.brokenOff(() => recorder.nextNumber())) recorder.record(record);
    }
    if (left.length > 0)
      log.error(
        `${this.#name} had ${left.length === 1 ? '1 exchange' : `${left.length} exchanges`} under way: their callers got no response, or not all of it`,
      );
  }
}
