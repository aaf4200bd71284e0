import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import type { Message } from '../../src/exchange/message.js';
import { shownBody } from '../../src/formats/body.js';
import { renderCurl } from '../../src/formats/curl.js';
import { diagramLine } from '../../src/formats/diagram.js';
import { documentSection } from '../../src/formats/document.js';
import { indentedBlock } from '../../src/formats/document-text.js';
import { HarWriter } from '../../src/formats/har.js';
import { indentJson } from '../../src/formats/json-text.js';
import { renderMessage } from '../../src/formats/log.js';
import { entryMessage } from '../../src/formats/log-message.js';
import { readLog } from '../../src/formats/log-reader.js';
import { renderExchange } from '../../src/formats/show-exchange.js';
import { PLAIN } from '../../src/formats/terminal.js';
import { VariableNames } from '../../src/openstack/variables.js';
import { HAR } from '../formats/har-schema.js';
import { parses } from './json-lexemes.js';
import { mutated } from './mutations.js';
import { JOURNAL_SEED, JSON_SEEDS, JSON_TOKENS, LOG_SEED, TRACE_TOKENS } from './seeds.js';
import { target } from './target.js';
import { exchangesOf, readTrace } from './trace-target.js';

const TOKENS = [
  ...TRACE_TOKENS,
  ...[
    "'",
    '"',
    '`',
    '$(',
    '$OS_TOKEN',
    '!',
    '~',
    '\\',
    '***',
    '{SHA256}',
    'X-Auth-Token: ',
    'Host: ',
    'Cookie: a=b',
  ],
  ...[
    'Content-Type: multipart/form-data; boundary=x',
    'Date: Tue, 15 Nov 1994 08:12:31 GMT',
    'Transfer-Encoding: chunked',
  ],
  ...[
    '->>',
    '#59;',
    ';',
    '%%{init',
    '$$',
    'style',
    'end',
    '<br>',
    '<script>',
    '```',
    '-8<-',
    '=== "',
    '    ',
    '\u0085',
  ],
];

const anyTrace = fc.oneof(mutated([LOG_SEED], TOKENS), mutated([JOURNAL_SEED], TOKENS));

/** Everything but line feeds that a terminal could take for a command. */
const CONTROL = /[\0-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;

/** HAR and curl. */
export const EXPORT_TARGET = target(
  'export',
  'whatever is in a trace, its HAR is one by the letter, and its curl commands are shell',
  120,
  fc.property(anyTrace, (bytes) => {
    const exchanges = exchangesOf(readTrace([bytes]).messages, 'request');
    const writer = new HarWriter({ name: 'requestshook', version: '0' });
    const har = writer.begin() + exchanges.map((exchange) => writer.entry(exchange)).join('') + writer.end();
    const value = JSON.parse(har) as { log: { entries: { request: { url: string } }[] } };
    // A log may have anything where a URL should be; a HAR can only repeat it.
    for (const { request } of value.log.entries) if (!URL.canParse(request.url)) request.url = 'http://none/';
    const result = HAR.safeParse(value);
    assert.ok(result.success, String(result.error));

    const script = exchanges.map((exchange) => renderCurl(exchange)).join('');
    assert.doesNotMatch(script.replaceAll('\t', ''), CONTROL);
    const { status, stderr } = spawnSync('sh', ['-n'], { input: script, encoding: 'utf8' });
    assert.equal(status, 0, stderr);
  }),
);

const MERMAID =
  /^(?:[\p{L}\p{N}_.\u00b7-]|#\d+;)+--?>>(?:[\p{L}\p{N}_.-]|#\d+;)+: [^\n\r;#]*(?:#(?:\d+|\w+);[^\n\r;#]*)*$/u;

function checkViews(message: Message): void {
  const names = new VariableNames();
  const line = diagramLine(message, { names, query: true });
  assert.match(line, MERMAID);
  assert.doesNotMatch(line, CONTROL);
  const { text, json } = shownBody(message.body);
  const section = documentSection(1, { ...message, body: { text, json } }, { lang: 'en' });
  // The body's block is the last thing: nothing that was sent stands outside of it, at the beginning of a line.
  const lines = section.split(/\r\n|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]/);
  const outside = lines.filter((each) => each !== '' && !each.startsWith('    '));
  assert.ok(outside.length <= 5, section);
  assert.match(outside[0] ?? '', /^### \(1\) /);
  assert.deepEqual(outside.slice(-2), ['=== "Header"', '=== "Body"']);
  const { method, url, body: _, ...head } = message;
  const known =
    method !== '' && url !== '' && (head.kind === 'request' || /^\d{3}$/.test(String(head.status)));
  const again = readLog(renderMessage(message)).entries;
  assert.equal(again.length, known ? 1 : 0, 'a message is one entry');
}

/** Diagram, document and log of what was read. */
export const VIEWS_TARGET = target(
  'views',
  'whatever is in a message, it is one line of a diagram, one section of a document and one entry of a log',
  200,
  fc.property(anyTrace, (bytes) => {
    for (const { message } of readTrace([bytes]).messages) checkViews(message);
  }),
);

/** A log that is written again. */
export const AGAIN_TARGET = target(
  'again',
  'what was read of a log and written again reads the same',
  150,
  fc.property(mutated([LOG_SEED], TOKENS), (bytes) => {
    const messages = readLog(bytes).entries.map((entry) => entryMessage(entry, 1));
    const written = messages.map((message) => renderMessage(message)).join('');
    const again = readLog(written).entries.map((entry) => renderMessage(entryMessage(entry, 1)));
    assert.equal(again.join(''), written);
  }),
);

const DEEP = [`${'['.repeat(6000)}"\u2028 \`\`\` -8<- # x"${']'.repeat(6000)}`, '[\r[\n\n"a"\r\n]\t]\n'].map(
  (text) => Buffer.from(text),
);

/** The block in which a document shows a body. */
export const BLOCK_TARGET = target(
  'block',
  'a block of JSON is the same, whether it is known to be JSON or not, and its lines stay within',
  600,
  fc.property(
    mutated([...JSON_SEEDS, ...DEEP], [...JSON_TOKENS, '```', '-8<-', '\u2028', '\x7f']),
    (bytes) => {
      const text = bytes.toString();
      if (!parses(text)) return;
      const { text: shown } = shownBody({
        content: text,
        ...{ json: true, size: bytes.length, kept: bytes.length, truncated: false, brokenOff: false },
      });
      assert.ok(shown !== null);
      assert.equal(shown, indentJson(text));
      const known = indentedBlock('json', 'title', shown, '    ', true);
      assert.equal(known, indentedBlock('json', 'title', shown, '    ', false));
      for (const line of known.split(/\r\n|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]/))
        assert.ok(line === '' || line.startsWith('    '), line);
    },
  ),
);

/** What `show` prints. */
export const SHOW_TARGET = target(
  'show',
  'nothing in a trace can command the terminal',
  150,
  fc.property(anyTrace, (bytes) => {
    for (const exchange of exchangesOf(readTrace([bytes]).messages, 'completion'))
      assert.doesNotMatch(renderExchange(exchange, PLAIN).replaceAll('\t', ''), CONTROL);
  }),
);
