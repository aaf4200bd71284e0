import { readTrace, type Trace } from '../../bench/callers-trace.js';
import { inferTrace } from '../../src/callers/replay.js';
import type { Caller } from '../../src/exchange/exchange.js';
import { headerValue } from '../../src/exchange/headers.js';
import { openstack, restartGlance, serviceUrl, theCloud } from './cloud.js';
import { freePort } from './free-port.js';
import { startProxy, type TraceFolder, traceFolder, writeConfig } from './requestshook.js';

/** How many `openstack` commands run at once. */
const CLIENTS = 8;

let folder: TraceFolder;
let trace: Trace;

beforeAll(async () => {
  folder = await traceFolder();
  const port = await freePort();
  const { glancePort } = theCloud();
  // No listener says who calls it.
  const config = await writeConfig(folder, {
    services: { keystone: { url: serviceUrl('/identity') }, 'glance-api': { url: serviceUrl('/image') } },
    listen: [`127.0.0.1:${port}`, `127.0.0.1:${glancePort}`],
  });
  const proxy = await startProxy(['--config', config], [port, glancePort]);
  await restartGlance('through the proxy');
  const authUrl = `http://127.0.0.1:${port}/identity`;
  for (const command of [
    ['image', 'list'],
    ['image', 'show', 'not-there'],
  ]) {
    await Promise.all(Array.from({ length: CLIENTS }, () => openstack(authUrl, ...command)));
  }
  await proxy.stop();
  trace = readTrace(folder.dir);
}, 180_000);

afterAll(async () => {
  await folder?.remove();
});

/** The requests of the trace, with what the trace says of them. */
function requests() {
  return trace.messages.flatMap((message) =>
    message.kind === 'request'
      ? [
          {
            ...message,
            caller: trace.callers.get(message.number) as Caller,
            parent: trace.parents.get(message.number) ?? null,
          },
        ]
      : [],
  );
}

/** What a request's tokens are called in the trace. */
const tokens = (headers: readonly string[]) => ({
  own: headerValue(headers, 'x-auth-token'),
  subject: headerValue(headers, 'x-subject-token'),
});

describe(`${CLIENTS} openstack commands at once`, () => {
  test('and Glance are all known by their process', () => {
    const names = new Map<string, number>();
    for (const { caller } of requests()) {
      expect(caller).toMatchObject({ source: 'process', confidence: 'certain' });
      expect(caller.process?.command).toMatch(/openstack image|glance/);
      names.set(caller.name, (names.get(caller.name) ?? 0) + 1);
    }
    expect([...names.keys()].sort()).toEqual(['glance-api', 'openstack']);
    // Discovery, token, images; and a validation for each client.
    expect(names.get('openstack')).toBeGreaterThanOrEqual(2 * CLIENTS * 3);
    expect(names.get('glance-api')).toBeGreaterThanOrEqual(2 * CLIENTS);
  });

  test('caused each its own validation, whoever came first', () => {
    const byNumber = new Map(requests().map((request) => [request.number, request]));
    let validations = 0;
    for (const { caller, parent, headers } of byNumber.values()) {
      const { subject } = tokens(headers);
      if (caller.name !== 'glance-api' || subject === undefined) continue;
      validations++;
      const cause = byNumber.get(parent as number);
      expect([cause?.caller.name, cause?.service, tokens(cause?.headers ?? []).own]).toEqual([
        'openstack',
        'glance-api',
        subject,
      ]);
    }
    expect(validations).toBe(2 * CLIENTS);
  });

  test('call of their own accord; all that Glance calls was caused by one of them', () => {
    for (const { caller, parent } of requests()) expect(parent === null).toBe(caller.name === 'openstack');
  });

  test("and Glance's own authentication belongs where the validation after it does", () => {
    const own = requests().filter(({ caller, headers }) => {
      const { subject } = tokens(headers);
      return caller.name === 'glance-api' && subject === undefined;
    });
    const validation = requests().find(({ number, headers }) => {
      const { subject } = tokens(headers);
      return subject !== undefined && number > (own.at(-1)?.number as number);
    });
    expect(own.length).toBeGreaterThanOrEqual(2);
    for (const { parent } of own) expect(parent).toBe(validation?.parent);
  });

  test('are found again without their names, their processes and their connections', () => {
    const found = inferTrace(trace.messages);
    for (const [number, name] of trace.names) expect(found.callers.get(number)?.name).toBe(name);
    for (const [number, parent] of trace.parents) expect(found.parents.get(number)).toBe(parent);
  });
});
