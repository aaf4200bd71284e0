import { readTrace, type Trace } from '../../bench/callers-trace.js';
import { inferTrace } from '../../src/callers/replay.js';
import type { Caller } from '../../src/exchange/exchange.js';
import { headerValue } from '../../src/exchange/headers.js';
import { openstack, restartGlance, serviceUrl, theCloud } from './cloud.js';
import { freePort } from './free-port.js';
import { startProxy, type TraceFolder, traceFolder, writeConfig } from './requestshook.js';

/** How many `openstack` commands run at once. */
const CLIENTS = 8;

/** Each is run by all of them, and makes these calls. */
const COMMANDS = [
  {
    command: 'image list',
    status: 0,
    calls: [
      'keystone GET /identity 300',
      'keystone POST /identity/v3/auth/tokens 201',
      'glance-api GET /image 300',
      'glance-api GET /image/v2/images 200',
    ],
  },
  {
    command: 'image show not-there',
    status: 1,
    calls: [
      'keystone GET /identity 300',
      'keystone POST /identity/v3/auth/tokens 201',
      'glance-api GET /image 300',
      'glance-api GET /image/v2/images/not-there 404',
      'glance-api GET /image/v2/images 200',
      'glance-api GET /image/v2/images 200',
    ],
  },
];

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
  for (const { command, status } of COMMANDS) {
    const results = await Promise.all(
      Array.from({ length: CLIENTS }, () => openstack(authUrl, ...command.split(' '))),
    );
    // Else what follows would be about calls that failed.
    expect(results).toEqual(Array(CLIENTS).fill(expect.objectContaining({ status })));
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
  test('are answered, and so is Glance', () => {
    const answers = trace.messages.flatMap((message) => (message.kind === 'response' ? [message] : []));
    expect(answers).toHaveLength(requests().length);
    for (const { status } of answers) expect(status).toBeLessThan(500);
  });

  test('and Glance are all known by their process', () => {
    for (const { caller } of requests()) {
      expect(caller).toMatchObject({ source: 'process', confidence: 'certain' });
      expect(caller.process?.command).toMatch(caller.name === 'openstack' ? /openstack image/ : /glance/);
      expect(['openstack', 'glance-api']).toContain(caller.name);
    }
  });

  test('have each all of its calls', () => {
    const statuses = new Map(
      trace.messages.flatMap((message) =>
        message.kind === 'response' ? [[message.number, message.status]] : [],
      ),
    );
    const byProcess = new Map<number, { command: string; calls: string[] }>();
    for (const { caller, number, service, method, url } of requests()) {
      if (caller.name !== 'openstack' || caller.process === undefined) continue;
      const { pid, command } = caller.process;
      const one = byProcess.get(pid) ?? { command: command.replace(/^.*openstack /, ''), calls: [] };
      one.calls.push(`${service} ${method} ${new URL(url).pathname} ${statuses.get(number)}`);
      byProcess.set(pid, one);
    }
    for (const { command, calls } of COMMANDS) {
      const clients = [...byProcess.values()].filter((one) => one.command === command);
      expect(clients).toEqual(Array(CLIENTS).fill({ command, calls }));
    }
    expect(byProcess.size).toBe(COMMANDS.length * CLIENTS);
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
    // Glance remembers what it was told of a token: each client's is validated once.
    expect(validations).toBe(COMMANDS.length * CLIENTS);
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
