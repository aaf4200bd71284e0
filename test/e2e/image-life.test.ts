import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sharedFile, testWithShared } from '../shared.js';
import { PASSWORDS, restartGlance, serviceUrl, theCloud } from './cloud.js';
import { runSeries, type Series } from './commands.js';
import { freePort } from './free-port.js';
import { byCommand, describeMessage, type Message, readMessages } from './messages.js';
import { startProxy, type TraceFolder, traceFolder, writeConfig } from './requestshook.js';
import { comparable } from './results.js';
import { type Command, expandSequence, SEQUENCES } from './sequences.js';

let direct: Series;
let proxied: Series;
let trace: TraceFolder;
let files: Map<string, string>;
let messages: Message[];
let proxyOutput: string;
let proxyStatus: number | null;
/** What Apache was asked while the proxied commands ran: id, from, method, path, status. */
let asked: string[];

const apacheLog = () => readFile(join(theCloud().stateDir, 'log/requests.log'), 'utf8');

beforeAll(async () => {
  await restartGlance('directly');
  direct = await runSeries(serviceUrl('/identity'));

  trace = await traceFolder();
  const port = await freePort();
  const { glancePort } = theCloud();
  const config = await writeConfig(trace, {
    services: { keystone: { url: serviceUrl('/identity') }, 'glance-api': { url: serviceUrl('/image') } },
    listeners: [{ listen: `127.0.0.1:${port}` }, { listen: `127.0.0.1:${glancePort}`, from: 'glance-api' }],
    secrets: 'hash',
  });
  const before = await apacheLog();
  const proxy = await startProxy(['--config', config], [port, glancePort]);
  proxied = await runSeries(`http://127.0.0.1:${port}/identity`, async (step) => {
    // As in the captures of these two, Glance has no token of its own yet.
    if (step === 'image create' || step === 'image list') await restartGlance('through the proxy');
  });
  proxyStatus = await proxy.stop();
  proxyOutput = proxy.output();
  asked = (await apacheLog()).slice(before.length).trimEnd().split('\n');
  files = await trace.files();
  messages = readMessages(files.get('requests.log') as string);
}, 240_000);

afterAll(async () => {
  await trace?.remove();
});

/** The messages of a step of the series. */
function messagesOf(step: string): string[] {
  const at = [...proxied.results.keys()].indexOf(step);
  return (byCommand(messages)[at] ?? []).map(describeMessage);
}

describe('what the openstack client gives through the proxy', () => {
  test('is what it gives without', () => {
    expect(comparable(proxied.results)).toEqual(comparable(direct.results));
  });

  test('is a success for each command, but for the image that was deleted', () => {
    const failed = [...proxied.results].filter(([, { status }]) => status !== 0).map(([name]) => name);
    expect(failed).toEqual(['image show, after delete']);
  });

  test('has every byte of a 20 MB image that was uploaded and downloaded', () => {
    expect(proxied.saved).toBe(proxied.uploaded);
  });

  test('names the proxy in the catalog, and no service behind it', () => {
    const catalog = proxied.results.get('catalog list')?.stdout;
    expect(catalog).toContain('/identity"');
    expect(catalog).toContain('/image"');
    expect(catalog).not.toContain(serviceUrl('/identity'));
    expect(catalog).not.toContain(serviceUrl('/image'));
  });
});

describe('the log of a real client', () => {
  test.each(Object.entries(SEQUENCES))(
    'has the calls of `openstack %s`, Glance’s own in their places',
    (step, sequence) => {
      expect(messagesOf(step)).toEqual(expandSequence(sequence));
    },
  );

  const captured: [Command, string][] = [
    ['image create', 'image-create'],
    ['image list', 'image-list'],
    ['image show', 'image-show'],
    ['image add project', 'image-add-project'],
    ['image remove project', 'image-remove-project'],
  ];
  for (const [command, folder] of captured) {
    testWithShared(`has the sequence that the capture of \`openstack ${command}\` shows`, async () => {
      const capture = readMessages(await readFile(sharedFile('captures', folder, 'log.md'), 'utf8'));
      const published = withoutSwift(capture).map(describeMessage).map(asApacheNamesIt);
      expect(published).toEqual(expandSequence(SEQUENCES[command], { asCaptured: true }));
    });
  }

  test('has one request and one response of each exchange, by their id', () => {
    const ids = (arrow: string) =>
      messages
        .filter((one) => one.arrow === arrow)
        .map((one) => one.id)
        .sort();
    expect(ids('>>>')).toEqual(ids('<<<'));
    expect(new Set(ids('>>>')).size).toBe(messages.length / 2);
    for (const { id } of messages) expect(id).toMatch(/^[0-9a-f]{32}$/);
  });

  test('has each request that the services got, which carried its id and caller', () => {
    const logged = messages.filter((one) => one.arrow === '>>>').map((one) => `${one.id} ${one.from}`);
    expect(asked.map((line) => line.split(' ').slice(0, 2).join(' ')).sort()).toEqual(logged.sort());
  });

  test('is small, though the image went through it twice', async () => {
    expect(files.get('requests.log')).toContain("b'QFI\\xfb\\x00\\x00\\x00\\x03");
    for (const [name, text] of files) expect([name, text.length < 1_500_000]).toEqual([name, true]);
  });
});

describe('the files beside the log', () => {
  test('are a diagram with a line for each entry, and a document with its number', () => {
    const lines = (files.get('diagram.md') as string).trimEnd().split('\n');
    const numbers = [...(files.get('body.md') as string).matchAll(/^### \((\d+)\) /gm)].map((one) =>
      Number(one[1]),
    );
    expect(lines).toHaveLength(messages.length);
    expect(numbers).toEqual(messages.map((_, index) => index + 1));
  });

  test('are a diagram that tells the log’s messages, in its order', () => {
    const lines = (files.get('diagram.md') as string).trimEnd().split('\n');
    const told = lines.map((line) => {
      const [, one, arrow, other, text] = /^(\S+?)(-->>|->>)(\S+): (.*)$/.exec(line) ?? [];
      return arrow === '->>'
        ? `${one} >>> ${other} ${text?.split(' ')[0]}`
        : `${other} <<< ${one} ${text?.slice(0, 3)}`;
    });
    expect(told).toEqual(
      messages.map((one) => `${one.from} ${one.arrow} ${one.service} ${one.status ?? one.method}`),
    );
  });

  test('are a journal with a line of JSON for each message', () => {
    const lines = (files.get('journal.ndjson') as string).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toHaveLength(messages.length);
  });

  test('are for their owner alone, as the log is', async () => {
    for (const name of files.keys()) {
      const path = name === 'requests.log' ? trace.log : join(trace.dir, name);
      expect([name, (await stat(path)).mode & 0o077]).toEqual([name, 0]);
    }
  });
});

describe('secrets', () => {
  test('are nowhere in the trace, nor in what the proxy says', () => {
    for (const [name, text] of [...files, ['output', proxyOutput] as const]) {
      for (const password of PASSWORDS) expect([name, text.includes(password)]).toEqual([name, false]);
      // Each Fernet token begins so.
      expect([name, /gAAAA[\w-]*/.exec(text)?.[0]]).toEqual([name, undefined]);
    }
  });

  test('left their marks in the log', () => {
    expect(files.get('requests.log')).toMatch(/^X-Auth-Token: \{SHA256\}[0-9a-f]{64}$/m);
    expect(files.get('requests.log')).toContain('"password": "***"');
  });
});

test('the proxy ends with 0 when it is told to end, and complained of nothing', () => {
  expect(proxyStatus).toBe(0);
  expect(proxyOutput).not.toMatch(/"level":(40|50|60)|\b(WARN|ERROR|FATAL)\b/);
});

/** A capture less what was Swift's: Glance's store, for which it took a token of its own before each use. */
function withoutSwift(capture: readonly Message[]): Message[] {
  let uploading = false;
  return capture.filter(({ arrow, from, path }) => {
    const upload = from === 'openstack' && path.endsWith('/file');
    if (upload) uploading = arrow === '>>>';
    return upload || !uploading;
  });
}

/** A captured message with the path as Apache's users see it. */
function asApacheNamesIt(message: string): string {
  return message.replace(/ \/v2\//, ' /image/v2/').replace(/ \/identity\/$/, ' /identity');
}
