import fc from 'fast-check';
import mermaid from 'mermaid';
import { type DiagramMessage, diagramLine } from '../../src/formats/diagram.js';
import { VariableNames } from '../../src/openstack/variables.js';
import { testWithShared } from '../shared.js';
import { captured, capturedMessages } from './document-capture.js';

/** The published diagram without what its author added by hand: opt, end, and the indentation between. */
const published = (name: string) =>
  captured(name, 'diagram.md')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && line !== 'end' && !line.startsWith('opt '));

describe('the diagram made from a capture is the published one', () => {
  for (const name of ['image-create', 'image-list', 'image-remove-project']) {
    testWithShared(`${name}, with names for identifiers`, () => {
      const names = new VariableNames();
      const lines = capturedMessages(name).map((message) => diagramLine(message, { names }));
      expect(lines).toEqual(published(name));
    });
  }
  testWithShared('image-show, with raw paths', () => {
    const lines = capturedMessages('image-show').map((message) => diagramLine(message, { names: null }));
    expect(lines).toEqual(published('image-show'));
  });
  testWithShared('image-add-project, with raw paths and queries', () => {
    const options = { names: null, query: true };
    const lines = capturedMessages('image-add-project').map((message) => diagramLine(message, options));
    expect(lines).toEqual(published('image-add-project'));
  });
  testWithShared('the table under it has the published names and values', () => {
    const names = new VariableNames();
    for (const message of capturedMessages('image-create')) diagramLine(message, { names });
    expect(names.table()).toEqual([
      { name: 'image_id', value: 'a42bfade-78ec-4c95-b7b4-272ba265072c' },
      { name: 'account', value: 'AUTH_7c4cda7e4807414bbdfcb22b535a9802' },
    ]);
  });
});

const request = (facts: Partial<DiagramMessage>): DiagramMessage => ({
  from: 'openstack',
  service: 'keystone',
  method: 'GET',
  url: 'http://k/v3/users',
  ...facts,
  kind: 'request',
});

const response = (facts: Partial<DiagramMessage>): DiagramMessage => ({
  ...request(facts),
  kind: 'response',
  status: 200,
  reason: 'OK',
});

interface ShownMessage {
  readonly from: string;
  readonly to: string;
  readonly message: string;
}

// Mermaid registers its kinds of diagrams when it is first asked to parse.
beforeAll(async () => {
  await mermaid.parse('sequenceDiagram\na->>b: c');
});

/** What the reader of a diagram sees of each message, by Mermaid's own parser. */
async function shownByMermaid(lines: readonly string[]): Promise<ShownMessage[]> {
  const text = `sequenceDiagram\nautonumber\n${lines.join('\n')}\n`;
  const diagram = await mermaid.mermaidAPI.getDiagramFromText(text);
  const db = diagram.db as unknown as { getMessages(): ShownMessage[] };
  return db
    .getMessages()
    .filter(({ from }) => from !== undefined)
    .map(({ from, to, message }) => ({ from: decoded(from), to: decoded(to), message: decoded(message) }));
}

// As Mermaid decodes the finished picture, and a browser the entities in it.
const decoded = (text: string) =>
  text
    .replace(/ﬂ°°(\d+)¶ß/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/ﬂ°(\w+)¶ß/g, (_, name) => `&${name};`);

describe('every line is one message to the real Mermaid parser, and shows what was meant', () => {
  test.each([
    ['GET', 'http://k/v3/users;x=1#frag', 'GET /v3/users;x=1#frag'],
    ['GET', 'http://k/a%%{init: {"theme":"dark"}}%%b', 'GET /a%%{init: {"theme":"dark"}}%%b'],
    ['GET', 'http://k/a%20b%%c', 'GET /a%20b%%c'],
    ['GET', 'http://k/x->>y: z-->>w', 'GET /x->>y: z-->>w'],
    ['GET', 'http://k/<script>alert(1)</script><br/>', 'GET /<script>alert(1)</script><br/>'],
    ['GET', 'http://k/style:#a;', 'GET /style:#a;'],
    ['GET', 'http://k/classDef x:#a;', 'GET /classDef x:#a;'],
    ['GET', 'http://k/$$x^2$$', 'GET /$$x^2$$'],
    ['GET', 'http://k/이미지/日本', 'GET /이미지/日本'],
    ['GET', 'http://k/ﬂ°°35¶ß', 'GET /ﬂ°°35¶ß'],
    ['GET', 'http://k/a\nend\r\nb', 'GET /a%0Aend%0D%0Ab'],
    ['GET', 'http://k/#35;&lt;&#60;', 'GET /#35;&lt;&#60;'],
    ['OPTIONS', '*', 'OPTIONS *'],
    ['GET', 'http://k', 'GET /'],
  ])('%s %s', async (method, url, message) => {
    const line = diagramLine(request({ method, url }), { names: null });
    expect(line).not.toMatch(/[\n\r]/);
    expect(await shownByMermaid([line])).toEqual([{ from: 'openstack', to: 'keystone', message }]);
  });

  test.each([
    'end',
    'END',
    'end-user',
    'loop',
    'note',
    'participant',
    'title',
    'par_over',
    'as',
    'link',
    'nova-xvpvncproxy',
    'a--b',
    '-a',
    'a-',
    'a+b',
    '+a',
    'a:b',
    'a@{b}',
    'user@host',
    'a,b',
    'a;b',
    'a#b',
    'a->>b',
    'a b',
    '%%',
    '%%{init:{}}%%',
    'a/b',
    'a\\b',
    '(a)',
    'lifestyle',
    'classDef',
    '__proto__',
    'constructor',
    '가나',
    'end가',
    '1',
    '10.0.0.5',
    '`x`',
    '<b>',
  ])('a participant named %s', async (name) => {
    const lines = [
      diagramLine(request({ from: name, service: 'keystone' }), { names: null }),
      diagramLine(response({ from: name, service: 'keystone', url: 'http://k/x#style:#y;' }), {
        names: null,
      }),
      diagramLine(request({ from: 'openstack', service: name }), { names: null }),
    ];
    const shown = await shownByMermaid(lines);
    expect(shown.map(({ from, to }) => [from, to])).toEqual([
      [name, 'keystone'],
      ['keystone', name],
      ['openstack', name],
    ]);
  });

  test('any names, methods, paths and reasons', async () => {
    const word = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc
        .array(
          fc.constantFrom('-', 'x', '>', '#', ';', ':', '%', '{', 'end', 'style', ' ', '\n', '$', 'a', '35'),
          {
            maxLength: 8,
          },
        )
        .map((parts) => parts.join('')),
    );
    await fc.assert(
      fc.asyncProperty(word, word, word, word, async (from, service, path, reason) => {
        const facts = { from, service, url: `http://k/${path}` };
        const lines = [
          diagramLine(request(facts), { names: null, query: true }),
          diagramLine(
            { ...response(facts), kind: 'response', status: 200, reason },
            { names: null, query: true },
          ),
        ];
        const shown = await shownByMermaid(lines);
        expect(shown).toHaveLength(2);
        expect(shown[0]?.from).toBe(shown[1]?.to);
        expect(shown[0]?.to).toBe(shown[1]?.from);
        expect(shown[0]?.message).toBe(`GET /${escapedControls(path)}`.trim());
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});

const escapedControls = (text: string) =>
  text.replace(/[\0-\x1f\x7f-\x9f\u2028\u2029]/g, (character) => encodeURIComponent(character));

test('ordinary names and paths stay to the byte', () => {
  const names = new VariableNames();
  const line = (facts: Partial<DiagramMessage>) => diagramLine(response(facts), { names });
  expect(
    line({ from: 'glance-api', service: 'swift-proxy-server', url: 'http://s:8080/v1/a_b/c%20d/e.f~g' }),
  ).toBe('swift-proxy-server-->>glance-api: 200 OK /v1/a_b/c%20d/e.f~g');
});

test('no line has a comment sign: older versions of Mermaid drop what follows one, wherever it stands', () => {
  expect(diagramLine(request({ url: 'http://k/a%%b%%%c' }), { names: null })).not.toContain('%%');
});

test('a response without a reason has its status alone', () => {
  const message: DiagramMessage = { ...response({}), kind: 'response', status: 200, reason: '' };
  expect(diagramLine(message, { names: null })).toBe('keystone-->>openstack: 200 /v3/users');
});

test('nothing turns the direction of what follows it', () => {
  const line = diagramLine(
    { kind: 'request', from: 'a', service: 'b', method: 'GET', url: 'http://h/x\u202e\u2066\u200fy' },
    { names: null },
  );
  expect(line).toBe('a->>b: GET /x%E2%80%AE%E2%81%A6%E2%80%8Fy');
});
