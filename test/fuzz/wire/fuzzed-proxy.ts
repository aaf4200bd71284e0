import assert from 'node:assert/strict';
import type { Settings } from '../../../src/config/settings.js';
import { type RunningProxy, startProxy } from '../../../src/proxy/proxy.js';
import type { MessageRecord, RequestRecord, ResponseRecord } from '../../../src/recorder/record.js';
import { PLAIN_PARTS } from '../../proxy/plain-parts.js';
import { DEFAULTS, SERVICE } from '../../proxy/settings.js';
import { connect, RawUpstream, type WireEnd } from '../../proxy/wire.js';

/** Turns of the event loop without anything new, after which nothing more comes: both ends are in this process. */
const QUIET_TURNS = 12;

/** A proxy in front of a service that is nothing but sockets, for one input after another. */
export class FuzzedProxy {
  readonly upstream: RawUpstream;
  readonly #proxy: RunningProxy;
  readonly records: MessageRecord[];
  readonly faults: unknown[];

  private constructor(
    upstream: RawUpstream,
    proxy: RunningProxy,
    records: MessageRecord[],
    faults: unknown[],
  ) {
    this.upstream = upstream;
    this.#proxy = proxy;
    this.records = records;
    this.faults = faults;
  }

  static async start(onConnection: (end: WireEnd) => void): Promise<FuzzedProxy> {
    const upstream = await RawUpstream.start(onConnection);
    const settings: Settings = {
      ...DEFAULTS,
      services: [{ ...SERVICE, url: `http://127.0.0.1:${upstream.port}` }],
    };
    let number = 0;
    const records: MessageRecord[] = [];
    const faults: unknown[] = [];
    const proxy = await startProxy(settings, {
      ...PLAIN_PARTS,
      onFault: (error) => faults.push(error),
      onRefused: () => {},
      trace: { nextNumber: () => ++number, record: (record) => records.push(record) },
    });
    return new FuzzedProxy(upstream, proxy, records, faults);
  }

  get port(): number {
    const [listener] = this.#proxy.listeners;
    return listener?.place.port ?? 0;
  }

  /** What happens is over when nothing has happened for some turns of the event loop. */
  async quiet(caller: WireEnd): Promise<void> {
    const state = () =>
      `${caller.length} ${caller.isClosed} ${this.records.length} ${this.upstream.connections.map((end) => `${end.length}${end.isClosed}`)}`;
    for (let turns = 0, last = state(); turns < QUIET_TURNS; turns++) {
      await new Promise(setImmediate);
      const now = state();
      if (now !== last) turns = 0;
      last = now;
    }
  }

  /** Sends these pieces on a connection of their own; what came back by the time that nothing more happened, and whether it was closed. */
  async call(pieces: readonly Uint8Array[]): Promise<{ received: string; closed: boolean }> {
    const caller = await connect(this.port);
    for (const piece of pieces) {
      if (caller.isClosed) break;
      caller.send(Buffer.from(piece));
      await new Promise(setImmediate);
    }
    await this.quiet(caller);
    const { received } = caller;
    const closed = caller.isClosed || caller.socket.readableEnded;
    caller.socket.destroy();
    await this.quiet(caller);
    return { received, closed };
  }

  /** What was recorded since the last time, in the order in which requests came; every exchange has ended, once, its request before its response. */
  takeRecords(): { request: RequestRecord; response: ResponseRecord }[] {
    const records = this.records.splice(0);
    const requests = records
      .filter((record): record is RequestRecord => record.kind === 'request')
      .sort((a, b) => a.startedAt - b.startedAt);
    const exchanges = requests.map((request) => {
      const responses = records.filter(
        (record): record is ResponseRecord => record.kind === 'response' && record.number === request.number,
      );
      assert.equal(responses.length, 1, `exchange ${request.number} has ended ${responses.length} times`);
      const response = responses[0] as ResponseRecord;
      assert.ok(records.indexOf(request) < records.indexOf(response));
      return { request, response };
    });
    assert.equal(records.length, 2 * exchanges.length, 'a response without a request');
    assert.deepEqual(this.faults.splice(0), []);
    return exchanges;
  }

  /** Forgets the connections that are closed. */
  forgetClosed(): void {
    const open = this.upstream.connections.filter((end) => !end.isClosed);
    this.upstream.connections.splice(0, Number.POSITIVE_INFINITY, ...open);
  }

  async close(): Promise<void> {
    await this.#proxy.close(0);
    await this.upstream.close();
  }
}

/** What runs one input. */
type Run<S> = (check: (proxy: FuzzedProxy, service: S) => Promise<void>) => Promise<void>;

/**
 * A property of a proxy in front of a service of this kind. Both are the same for all inputs, as in the field; behind one that
 * broke the promise they are made anew, so that what is left of it does not count against the next.
 */
export async function withFuzzedProxy<S extends { serve(end: WireEnd): void }, T>(
  makeService: () => S,
  propertyOf: (run: Run<S>) => T,
): Promise<{ property: T; close: () => Promise<void> }> {
  const start = async () => {
    const service = makeService();
    return { service, proxy: await FuzzedProxy.start((end) => service.serve(end)) };
  };
  let current = await start();
  const run: Run<S> = async (check) => {
    try {
      await check(current.proxy, current.service);
    } catch (error) {
      await current.proxy.close();
      current = await start();
      throw error;
    }
  };
  return { property: propertyOf(run), close: () => current.proxy.close() };
}
