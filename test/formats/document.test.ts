import { shownBody } from '../../src/formats/body.js';
import { type DocumentMessage, documentSection } from '../../src/formats/document.js';
import { testWithShared } from '../shared.js';
import { aBody } from './an-exchange.js';
import { CAPTURES, captured, capturedMessages } from './document-capture.js';

/**
 * A body.md without what its author added by hand (prose between the parts, a block of apache's configuration,
 * highlighted lines), and with today's API reference: titles have other capitals now, and one page another address.
 */
function mechanical(document: string): string[] {
  const kept: string[] = [];
  let fence: 'ours' | 'foreign' | null = null;
  for (const line of withoutHighlights(document).split('\n')) {
    const wasWithin = fence;
    if (/^ {4}```/.test(line)) fence = fence ? null : line.includes('title="/etc/') ? 'foreign' : 'ours';
    const within = wasWithin ?? fence;
    const outside = /^(### \(|`[^`]+` (-->|<--) `[^`]+`$|!!! reference|=== "| {4}\[)/.test(line);
    if (within ? within === 'ours' : outside) kept.push(line.trimEnd());
  }
  return kept;
}

const withoutHighlights = (document: string) => document.replace(/ "?hl_lines="[^"]*"/g, '');

const today = (document: string) =>
  document
    .replaceAll('- Show Image"', '- Show image"')
    .replaceAll('object-store/?', 'object-store/index.html?');

const shownBy = (name: string, query: boolean) =>
  capturedMessages(name)
    .map((message, i) => documentSection(i + 1, message, { lang: 'ko', query }))
    .join('');

describe('the document made from a capture is the published one, less what was added by hand', () => {
  for (const name of CAPTURES) {
    testWithShared(name, () => {
      const made = shownBy(name, name === 'image-add-project');
      expect(mechanical(made)).toEqual(mechanical(today(captured(name, 'body.md'))));
    });
  }
});

testWithShared('a capture without prose is published to the byte, its highlighted lines aside', () => {
  const published = today(withoutHighlights(captured('image-show', 'body.md'))).replaceAll(') \n', ')\n');
  expect(shownBy('image-show', false)).toBe(published);
});

const request = (facts: Partial<DocumentMessage> = {}): DocumentMessage => ({
  from: 'openstack',
  service: 'keystone',
  method: 'GET',
  url: 'http://10.0.0.5/identity/v3/projects/demo?x=1',
  headers: ['Host', '10.0.0.5', 'Accept', '*/*'],
  body: { text: null, json: false },
  ...facts,
  kind: 'request',
});

const section = (facts: Partial<DocumentMessage>) => documentSection(5, request(facts), { lang: 'en' });

test('a request is shown as the format says, to the byte', () => {
  expect(section({})).toBe(`
### (5) GET /identity/v3/projects/demo
\`openstack\` --> \`keystone\`

!!! reference "API reference - Show project details"
    [GET /v3/projects/{project_id}](https://docs.openstack.org/api-ref/identity/v3/index.html?expanded=show-project-details-detail#show-project-details)

=== "Header"
    \`\`\` http title="GET /identity/v3/projects/demo" linenums="1"
    Host: 10.0.0.5
    Accept: */*
    \`\`\`

=== "Body"
    \`\`\` json title="GET /identity/v3/projects/demo" linenums="1"
    none
    \`\`\`

`);
});

test('a response has its status, the arrow back, and no reference', () => {
  const response: DocumentMessage = { ...request(), kind: 'response', status: 200, reason: 'OK' };
  expect(documentSection(6, response, { lang: 'en' })).toMatch(
    /^\n### \(6\) 200 OK \/identity\/v3\/projects\/demo\n`openstack` <-- `keystone`\n\n=== "Header"\n/,
  );
});

test('a request that no documented operation fits has no reference', () => {
  expect(section({ url: 'http://k/identity/' })).not.toContain('!!! reference');
});

test('a service known by its mount alone has its reference', () => {
  expect(section({ service: 'mine' })).toContain('API reference - Show project details');
});

test.each([
  ['json', { text: '{}', json: true }],
  ['json', { text: "b'QFI\\xfb'...", json: false }],
  ['text', { text: 'error', json: false }],
])('the language is %s of a body %j', (language, body) => {
  expect(section({ body })).toContain(
    `    \`\`\` ${language} title="GET /identity/v3/projects/demo" linenums="1"\n`,
  );
});

test('a fence is longer than any run of backticks in what it holds', () => {
  const made = section({ body: { text: 'a\n```\n````` b', json: false } });
  expect(made).toContain(
    '    `````` text title="GET /identity/v3/projects/demo" linenums="1"\n    a\n    ```\n',
  );
  expect(made).toMatch(/\n {4}``````\n\n$/);
});

test('a body of a million backticks apart is shown too', () => {
  expect(section({ body: { text: '` '.repeat(1e6), json: false } })).toContain('    ``` text title=');
});

test('no line of a body leaves its indentation, whatever Python takes for the end of a line', () => {
  const text = 'a\r```\r\n# b\u2028# c\x85# d\x0c# e\n\n\tf';
  const lines = section({ body: { text, json: false } }).split('\n');
  const start = lines.indexOf('=== "Body"') + 1;
  expect(lines.slice(start).filter((line) => line !== '' && !line.startsWith('    '))).toEqual([]);
  expect(lines.slice(start).join('\n')).not.toMatch(/[\r\u2028\x85\x0c]/);
});

test('scissors in a body do not include a file', () => {
  expect(section({ body: { text: '--8<-- "/etc/passwd"', json: false } })).not.toMatch(/-8<-/);
});

test('headings and titles keep what they hold to themselves', () => {
  const made = section({ url: 'http://k/a"b<i>*c*_d_`e`[f](g)#', from: 'a`b' });
  const [, heading, ends] = made.split('\n');
  expect(heading).toBe('### (5) GET /a"b&#60;i&#62;&#42;c&#42;&#95;d&#95;&#96;e&#96;&#91;f&#93;(g)&#35;');
  expect(ends).toBe('`` a`b `` --> `keystone`');
  expect(made).toContain('title="GET /a&#34;b&#60;i&#62;*c*_d_&#96;e&#96;[f](g)#" linenums="1"');
});

test.each([
  '/v3/registered_limits',
  '/v1/AUTH_7c4c/glance',
  '/v2/images/a-b.c~d',
  '/a:b/c%20d?e=f&g=h',
  '/{image_id}',
])('an ordinary path stays to the byte in a heading: %s', (path) => {
  const made = documentSection(1, request({ url: `http://k${path}` }), { lang: 'en', query: true });
  expect(made).toContain(`\n### (1) GET ${path}\n`);
});

test('no line of JSON that is too deep to be indented leaves the indentation either', () => {
  const content = `[\r"\`\`\`"\r,${'['.repeat(5000)}${']'.repeat(5000)}\r\n]`;
  const { text, json } = shownBody(aBody(content));
  expect(json).toBe(true);
  const made = section({ body: { text, json } });
  expect(made).not.toContain('\r');
  expect(made.split('\n').filter((line) => /^[\]",]/.test(line))).toEqual([]);
});

test('what a journal calls JSON and is none is treated as text', () => {
  const { text, json } = shownBody(aBody('a\r```\r\n# b', { json: true }));
  expect([text, json]).toEqual(['a\r```\r\n# b', false]);
});
