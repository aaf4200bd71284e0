import type { ServiceSettings, Settings } from '../../src/config/settings.js';
import { type ProxyParts, type RunningProxy, startProxy } from '../../src/proxy/proxy.js';
import type { MessageRecord, RequestRecord, ResponseRecord } from '../../src/recorder/record.js';
import { PLAIN_PARTS } from './plain-parts.js';
import { DEFAULTS, SERVICE } from './settings.js';
import { connect, type RawUpstream, type WireEnd } from './wire.js';

/** What was recorded of one exchange. */
export interface RecordedExchange {
  readonly request: RequestRecord;
  readonly response: ResponseRecord;
}

/** A proxy on a free port in front of one service, and everything that it recorded. */
export interface TracedProxy {
  readonly proxy: RunningProxy;
  readonly startedWith: { readonly settings: Settings; readonly parts: ProxyParts };
  readonly port: number;
  readonly records: readonly MessageRecord[];
  /** What was reported as a fault of the proxy's own. A test that expects none need not look: `close` does. */
  readonly faults: unknown[];
  /** What was refused as no HTTP: `400 The request cannot be read: ...`. */
  readonly refused: string[];
  /** Resolves when `ready` gives something; asked anew with each record. */
  until<T>(ready: () => T | undefined | false): Promise<T>;
  /** Resolves with both records of exchange N once it has ended. */
  exchange(number: number): Promise<RecordedExchange>;
  connect(): Promise<WireEnd>;
}

const started: { proxy: RunningProxy; traced: TracedProxy }[] = [];
const upstreams: { close(): Promise<void> }[] = [];

/** Has something closed at the end of the test. */
export function closeAfterTest<T extends { close(): Promise<void> }>(thing: T): T {
  upstreams.push(thing);
  return thing;
}

afterEach(async () => {
  const proxies = started.splice(0);
  await Promise.all(proxies.map(({ proxy }) => proxy.close(0)));
  await Promise.all(upstreams.splice(0).map((upstream) => upstream.close()));
  for (const { traced } of proxies) {
    // Every request is recorded once, before its response, which is recorded once.
    const seen = new Map<number, string>();
    for (const { number, kind } of traced.records) seen.set(number, `${seen.get(number) ?? ''} ${kind}`);
    for (const [number, order] of seen) expect(`${number}:${order}`).toBe(`${number}: request response`);
    expect(traced.faults).toEqual([]);
  }
});

export interface ProxyOptions {
  readonly service?: Partial<ServiceSettings>;
  readonly settings?: Partial<Settings>;
  readonly parts?: Partial<ProxyParts>;
}

/** Starts the proxy in front of a service; it is closed, and its trace checked, when the test is over. */
export async function startTracedProxy(
  upstream: { readonly port: number },
  { service, settings, parts }: ProxyOptions = {},
): Promise<TracedProxy> {
  const records: MessageRecord[] = [];
  const faults: unknown[] = [];
  const refused: string[] = [];
  const waiting = new Set<() => void>();
  let number = 0;
  const allSettings: Settings = {
    ...DEFAULTS,
    services: [{ ...SERVICE, url: `http://127.0.0.1:${upstream.port}`, ...service }],
    ...settings,
  };
  const allParts: ProxyParts = {
    ...PLAIN_PARTS,
    onFault: (error) => faults.push(error),
    onRefused: (_peer, status, message) => refused.push(`${status} ${message}`),
    trace: {
      nextNumber: () => ++number,
      record: (record) => {
        records.push(record);
        for (const check of waiting) check();
      },
    },
    ...parts,
  };
  const proxy = await startProxy(allSettings, allParts);
  const port = (proxy.listeners[0] as (typeof proxy.listeners)[number]).place.port;
  const until: TracedProxy['until'] = (ready) =>
    new Promise((resolve) => {
      const check = () => {
        const value = ready();
        if (value === undefined || value === false) return;
        waiting.delete(check);
        resolve(value);
      };
      waiting.add(check);
      check();
    });
  const traced: TracedProxy = {
    proxy,
    startedWith: { settings: allSettings, parts: allParts },
    port,
    records,
    faults,
    refused,
    until,
    exchange: (wanted) =>
      until(() => {
        const request = records.find((record) => record.number === wanted && record.kind === 'request');
        const response = records.find((record) => record.number === wanted && record.kind === 'response');
        return (
          request && response && { request: request as RequestRecord, response: response as ResponseRecord }
        );
      }),
    connect: () => connect(port),
  };
  started.push({ proxy, traced });
  return traced;
}

/** A service and the proxy in front of it. */
export async function startPair(
  starting: Promise<RawUpstream>,
  options?: ProxyOptions,
): Promise<{ upstream: RawUpstream; traced: TracedProxy }> {
  const upstream = closeAfterTest(await starting);
  return { upstream, traced: await startTracedProxy(upstream, options) };
}

/** The bytes that were kept of a recorded body, as text, one character a byte. */
export function keptText({ body }: MessageRecord): string {
  return Buffer.concat(body.chunks).toString('latin1');
}

/** `RH_CLIENT_GONE 499 clientGone`: how an exchange ended, in one line. */
export function ending({ response }: RecordedExchange): string {
  return `${response.outcome} ${response.status}${response.failure === null ? '' : ` ${response.failure.code}`}`;
}
