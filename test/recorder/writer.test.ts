import { mkdirSync, readFileSync, renameSync, rmdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readLog } from '../../src/formats/log-reader.js';
import type { MessageRecord } from '../../src/recorder/record.js';
import type { Sink, SinkMessage } from '../../src/recorder/sink.js';
import { Writer } from '../../src/recorder/writer.js';
import type { WriterSettings } from '../../src/recorder/writer-messages.js';
import { requestRecord, responseRecord, tapped } from './records.js';
import { temporaryFolder } from './temporary-folder.js';

/** A writer into a new folder, or the one given. */
function startWriter(folder = temporaryFolder(), more: Sink[] = [], settings: Partial<WriterSettings> = {}) {
  const faults: string[] = [];
  const states: string[] = [];
  const writer = new Writer(
    { log: join(folder, 'requests.log'), dir: folder, secrets: 'hash', captureLimit: 1024, ...settings },
    {
      onFault: (message) => faults.push(message),
      onFileState: ({ path, error, lost }) =>
        states.push(`${path.slice(folder.length + 1)} ${error?.code ?? 'written'} ${lost}`),
    },
    more,
  );
  const text = (name: string) => readFileSync(join(folder, name), 'utf8');
  const journal = () =>
    text('journal.ndjson')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  const sections = () =>
    [...text('body.md').matchAll(/^### \((\d+)\)/gm)].map(([, number]) => Number(number));
  return { writer, folder, faults, states, text, journal, sections };
}

const IMAGE = 'cdb477d9329c450e996cae2d02a2c44f';
const OTHER = '00000000329c450e996cae2d02a2c44f';
const ofProject = (id: string, number: number): MessageRecord[] => {
  const url = `http://10.0.0.5/identity/v3/projects/${id}`;
  return [requestRecord({ number, url }), responseRecord({ number, url })];
};

test('each message is one entry, one line of the diagram, one section and one line of the journal', () => {
  const { writer, text, journal, sections } = startWriter();
  writer.write([requestRecord(), responseRecord({ reason: '', body: tapped('{"a": 1}') })]);
  expect(text('requests.log')).toBe(
    '\n### (openstack) REQ >>> (keystone) : GET http://10.0.0.5/identity/v3\n' +
      'Host: 10.0.0.5\nX-Requestshook-Request-Id: 0123456789abcdef0123456789abcdef\n' +
      'X-Requestshook-Request-From: openstack\n\nnone\n\n' +
      // No reason came: the standard one stands there.
      '\n### (openstack) RESP <<< (keystone) : 200 OK GET http://10.0.0.5/identity/v3\n' +
      'Content-Length: 0\nX-Requestshook-Request-Id: 0123456789abcdef0123456789abcdef\n' +
      'X-Requestshook-Request-From: openstack\n\n{\n  "a": 1\n}\n\n',
  );
  expect(text('diagram.md')).toBe(
    'openstack->>keystone: GET /identity/v3\nkeystone-->>openstack: 200 OK /identity/v3\n',
  );
  expect(sections()).toEqual([1, 2]);
  const lines = journal();
  expect(lines.map(({ v, type, number }) => [v, type, number])).toEqual([
    [1, 'request', 1],
    [1, 'response', 1],
  ]);
  expect(lines[0]).toMatchObject({
    startedAt: 1_700_000_000_000.125,
    caller: { name: 'openstack', source: 'rule' },
    serviceType: 'identity',
  });
  expect(lines[1]).toMatchObject({
    timing: { requestComplete: 0.5, responseHead: 1.5, responseComplete: 2.25 },
    outcome: 'responded',
    body: { text: '{"a": 1}', json: true, size: 8 },
  });
  expect(writer.close()).toBe(0);
});

test('what came as UTF-8 in headers, URL and reason is shown as what it says', () => {
  const utf8 = (text: string) => Buffer.from(text).toString('latin1');
  const { writer, text, journal } = startWriter();
  writer.write([
    requestRecord({ url: utf8('http://h/é'), headers: ['X-Name', utf8('지수'), 'X-Latin', 'caf\xe9'] }),
    responseRecord({ url: utf8('http://h/é'), reason: utf8('Trouvé') }),
  ]);
  expect(text('requests.log')).toContain('GET http://h/é\nX-Name: 지수\nX-Latin: café\n');
  expect(text('requests.log')).toContain(' : 200 Trouvé GET http://h/é\n');
  expect(journal()[0].headers).toEqual([
    ['X-Name', '지수'],
    ['X-Latin', 'café'],
  ]);
});

test('a request that was recorded before its end stands whole in the journal, with its response', () => {
  const { writer, journal } = startWriter();
  const headers = ['Content-Type', 'application/json'];
  writer.write([
    requestRecord({ headers, body: tapped('{"a"', { size: null }) }),
    responseRecord({ requestHeaders: headers, requestBody: tapped('{"a": 1}', { sha256: 'abc' }) }),
  ]);
  const [request, response] = journal();
  expect(request.body).toEqual({ text: '{"a"', size: null, kept: 4, truncated: true });
  expect(response.requestBody).toEqual({ text: '{"a": 1}', json: true, size: 8, sha256: 'abc' });
});

describe('a sink that throws', () => {
  const trouble = (fails: (message: SinkMessage) => boolean) => {
    const taken: string[] = [];
    const sink: Sink = {
      name: 'trouble',
      write(message) {
        if (fails(message)) throw new Error('out of order');
        taken.push(message.message.kind);
      },
      noteGap: (lost) => taken.push(`gap ${lost}`),
      flush: () => true,
      owed: { missing: 0, unnoted: 0 },
      reopen() {},
      close: () => 0,
    };
    return { sink, taken };
  };

  test('loses that message, notes it, and is told once; the others and the next messages are written', () => {
    const { sink, taken } = trouble(({ message }) => message.kind === 'request');
    const { writer, faults, journal } = startWriter(undefined, [sink]);
    writer.write([requestRecord(), responseRecord()]);
    writer.write([requestRecord({ number: 2 }), responseRecord({ number: 2 })]);
    expect(taken).toEqual(['gap 1', 'response', 'gap 1', 'response']);
    expect(faults).toEqual(['trouble failed on a message, which is missing there: out of order']);
    expect(journal()).toHaveLength(4);
    expect(writer.close()).toBe(2);
  });

  test('on everything else stops nothing either', () => {
    const fail = (): never => {
      throw new Error('out of order');
    };
    const sink: Sink = {
      name: 'bad',
      write: fail,
      noteGap: fail,
      flush: fail,
      get owed() {
        return fail();
      },
      reopen: fail,
      close: fail,
    };
    const { writer, faults, journal } = startWriter(undefined, [sink]);
    writer.write([requestRecord()]);
    writer.leftOut(1);
    writer.reopen();
    expect(writer.flush()).toBe(false);
    expect(writer.owed).toEqual({ missing: 1, unnoted: 0 });
    expect(writer.close()).toBe(1);
    expect(faults).toHaveLength(1);
    expect(journal()).toHaveLength(2);
  });
});

test('a record that cannot be rendered is missing in all files, noted in each, and the next is written', () => {
  const { writer, faults, text, journal } = startWriter();
  const broken = requestRecord({ headers: [null, null] as unknown as string[] });
  writer.write([broken, requestRecord({ number: 2 })]);
  expect(faults).toHaveLength(1);
  expect(faults[0]).toMatch(/^the renderer failed on a message/);
  expect(journal()).toMatchObject([{ type: 'gap', lost: 1 }, { number: 2 }]);
  expect(text('diagram.md')).toBe('%% 1 message is missing here\nopenstack->>keystone: GET /identity/v3\n');
  expect(text('body.md')).toContain('\n!!! warning "1 message is missing here"\n\n\n### (1) GET');
  expect(readLog(text('requests.log'))).toMatchObject({
    entries: [{ method: 'LOST', url: 'requestshook:messages?count=1' }, { method: 'GET' }],
    problems: [],
  });
  expect(writer.close()).toBe(1);
});

test('what was left out before it came here is noted, and counted by who left it out', () => {
  const { writer, journal } = startWriter();
  writer.write([requestRecord()]);
  writer.leftOut(12);
  writer.write([responseRecord()]);
  expect(journal().map(({ type, lost }) => [type, lost])).toEqual([
    ['request', undefined],
    ['gap', 12],
    ['response', undefined],
  ]);
  expect(writer.close()).toBe(0);
});

test('a trace that is there is continued with its numbers and names', () => {
  const first = startWriter();
  first.writer.write([...ofProject(IMAGE, 1), ...ofProject(OTHER, 2)]);
  first.writer.close();
  const { writer, text, sections } = startWriter(first.folder);
  writer.write([...ofProject(OTHER, 1), ...ofProject('11111111329c450e996cae2d02a2c44f', 2)]);
  writer.close();
  expect(sections()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(
    text('diagram.md')
      .split('\n')
      .filter((line) => line.includes('GET')),
  ).toEqual([
    'openstack->>keystone: GET /identity/v3/projects/{project_id}',
    'openstack->>keystone: GET /identity/v3/projects/{project_id_2}',
    'openstack->>keystone: GET /identity/v3/projects/{project_id_2}',
    'openstack->>keystone: GET /identity/v3/projects/{project_id_3}',
  ]);
  expect(text('variables.md')).toBe(
    `| variables | values |\n|-----------|--------|\n| \`project_id\` | ${IMAGE} |\n| \`project_id_2\` | ${OTHER} |\n| \`project_id_3\` | 11111111329c450e996cae2d02a2c44f |\n`,
  );
});

describe('numbers and names begin anew', () => {
  const rows = (...ids: string[]) =>
    `| variables | values |\n|-----------|--------|\n${ids.map((id, i) => `| \`project_id${i === 0 ? '' : `_${i + 1}`}\` | ${id} |\n`).join('')}`;

  test('after all files were rotated', () => {
    const { writer, folder, text, sections } = startWriter();
    writer.write([...ofProject(IMAGE, 1), ...ofProject(OTHER, 2)]);
    for (const name of ['requests.log', 'diagram.md', 'variables.md', 'body.md', 'journal.ndjson'])
      renameSync(join(folder, name), join(folder, `${name}.1`));
    writer.reopen();
    writer.write(ofProject(OTHER, 3));
    expect(sections()).toEqual([1, 2]);
    expect(text('diagram.md')).toMatch(
      /^openstack->>keystone: GET \/identity\/v3\/projects\/\{project_id\}\n/,
    );
    expect(text('variables.md')).toBe(rows(OTHER));
    expect(text('variables.md.1')).toBe(rows(IMAGE, OTHER));
    writer.close();
  });

  test('where somebody removes or empties the diagram, without telling us', () => {
    for (const take of [(path: string) => rmSync(path), (path: string) => truncateSync(path)]) {
      const { writer, folder, text, sections } = startWriter();
      writer.write([...ofProject(IMAGE, 1), ...ofProject(OTHER, 2)]);
      for (const name of ['diagram.md', 'variables.md', 'body.md']) take(join(folder, name));
      writer.write(ofProject(OTHER, 3));
      expect(sections()).toEqual([1, 2]);
      expect(text('diagram.md')).toContain('GET /identity/v3/projects/{project_id}\n');
      expect(text('variables.md')).toBe(rows(OTHER));
      writer.close();
    }
  });

  test('but go on where only the log, or only the table of names, was taken away', () => {
    const { writer, folder, text, sections } = startWriter();
    writer.write([...ofProject(IMAGE, 1), ...ofProject(OTHER, 2)]);
    renameSync(join(folder, 'requests.log'), join(folder, 'requests.log.1'));
    writer.reopen();
    rmSync(join(folder, 'variables.md'));
    writer.write(ofProject('11111111329c450e996cae2d02a2c44f', 3));
    expect(sections()).toEqual([1, 2, 3, 4, 5, 6]);
    expect(text('diagram.md')).toContain('GET /identity/v3/projects/{project_id_3}\n');
    // The diagram's names are all there.
    expect(text('variables.md')).toBe(rows(IMAGE, OTHER, '11111111329c450e996cae2d02a2c44f'));
    expect(readLog(text('requests.log')).entries).toHaveLength(2);
    writer.close();
  });
});

test('a file that cannot be written does not stop the others, and catches up', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'requests.log'));
  const { writer, states, text, journal, faults } = startWriter(folder);
  writer.write([requestRecord()]);
  expect(writer.flush()).toBe(false);
  expect(journal()).toHaveLength(1);
  expect(states).toEqual(['requests.log EISDIR 0']);
  rmdirSync(join(folder, 'requests.log'));
  writer.write([responseRecord()]);
  expect(states).toEqual(['requests.log EISDIR 0', 'requests.log written 0']);
  expect(readLog(text('requests.log'))).toMatchObject({
    entries: [{ kind: 'request' }, { kind: 'response' }],
    problems: [],
  });
  expect(writer.close()).toBe(0);
  expect(faults).toEqual([]);
});

test('what the diagram had no room for gets no number: body.md goes on with those of the diagram', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'diagram.md'));
  const { writer, text, sections } = startWriter(folder);
  // More than is kept for a file that cannot be written.
  const url = `http://10.0.0.5/${'x'.repeat(1024 * 1024)}`;
  for (let number = 1; number <= 20; number++) writer.write([requestRecord({ number, url })]);
  rmdirSync(join(folder, 'diagram.md'));
  writer.write([responseRecord({ number: 20 })]);
  const lost = writer.close();
  expect(lost).toBeGreaterThan(3);
  const lines = text('diagram.md').trimEnd().split('\n');
  expect(lines.at(-2)).toBe(`%% ${lost} messages are missing here`);
  const shown = lines.length - 1;
  expect(shown).toBe(21 - lost);
  expect(sections().at(-1)).toBe(shown);
});

describe('the next start after a kill', () => {
  test('repairs a last line of the journal and of the diagram that was cut, and says so there', () => {
    const first = startWriter();
    first.writer.write(ofProject(IMAGE, 1));
    first.writer.close();
    for (const name of ['journal.ndjson', 'diagram.md'])
      truncateSync(join(first.folder, name), first.text(name).length - 20);
    const { writer, text, journal, sections } = startWriter(first.folder);
    writer.write(ofProject(OTHER, 2));
    writer.close();
    expect(journal().map(({ type }) => type)).toEqual(['request', 'gap', 'request', 'response']);
    expect(text('diagram.md').split('\n')).toEqual([
      'openstack->>keystone: GET /identity/v3/projects/{project_id}',
      '%% 1 message is missing here',
      'openstack->>keystone: GET /identity/v3/projects/{project_id_2}',
      'keystone-->>openstack: 200 OK /identity/v3/projects/{project_id_2}',
      '',
    ]);
    // The numbers are those that Mermaid gives to the diagram's messages.
    expect(sections()).toEqual([1, 2, 2, 3]);
  });

  test('lets readers of the log go on behind an entry that was cut, wherever that was', () => {
    const whole = startWriter();
    whole.writer.write([requestRecord(), responseRecord({ body: tapped('{"a": [1, 2], "b": "c"}') })]);
    whole.writer.close();
    const log = whole.text('requests.log');
    const second = log.indexOf('\n### (', 10);
    for (let cut = second + 1; cut < log.length; cut += 3) {
      const folder = temporaryFolder();
      writeFileSync(join(folder, 'requests.log'), log.slice(0, cut));
      const { writer, text } = startWriter(folder);
      writer.write(ofProject(IMAGE, 2));
      writer.close();
      const { entries } = readLog(text('requests.log'));
      expect(entries.slice(0, 1)).toMatchObject([{ kind: 'request' }]);
      expect(entries.slice(-2)).toMatchObject([
        { kind: 'request', url: expect.stringContaining(IMAGE) },
        { kind: 'response', url: expect.stringContaining(IMAGE), body: null },
      ]);
    }
  });
});
