import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { type Body, type Message, NO_BODY } from '../../src/exchange/message.js';
import { shownBody } from '../../src/formats/body.js';
import { type LogEntry, renderEntry, renderMessage } from '../../src/formats/log.js';
import { entryBody, entryId, entryMessage } from '../../src/formats/log-message.js';
import { readLog } from '../../src/formats/log-reader.js';
import { sharedFile, testWithShared } from '../shared.js';

const REQUEST: LogEntry = {
  kind: 'request',
  from: 'openstack',
  service: 'glance-api',
  method: 'PUT',
  url: 'http://10.0.0.5/image/v2/images/1/file',
  headers: ['Content-Length', '21233664', 'x-requestshook-request-id', 'c0ffee'],
  body: null,
};
const RESPONSE: LogEntry = { ...REQUEST, kind: 'response', status: 200, reason: 'OK', headers: [] };

test('an entry’s id is in its header, whatever its case', () => {
  expect(entryId(REQUEST)).toBe('c0ffee');
  expect(entryId(RESPONSE)).toBe('');
});

test('a message is what its entry says', () => {
  expect(entryMessage(RESPONSE, 7)).toEqual({
    kind: 'response',
    number: 7,
    id: '',
    from: 'openstack',
    service: 'glance-api',
    method: 'PUT',
    url: 'http://10.0.0.5/image/v2/images/1/file',
    headers: [],
    body: NO_BODY,
    status: 200,
    reason: 'OK',
  });
});

const TEXT: Body = { content: 'hi', json: false, size: null, kept: 2, truncated: false, brokenOff: false };

test.each<[string, LogEntry, Body]>([
  ['none', RESPONSE, NO_BODY],
  ['a text of unknown size', { ...RESPONSE, body: 'hi' }, TEXT],
  [
    'a compressed text, whose size on the wire is another',
    { ...RESPONSE, body: 'hi', headers: ['content-length', '30'] },
    { ...TEXT, size: 30, kept: 30 },
  ],
  ['a length that is none', { ...RESPONSE, body: 'hi', headers: ['Content-Length', '-1'] }, TEXT],
  [
    'JSON',
    { ...RESPONSE, body: '{\n  "a": 1\n}' },
    { ...TEXT, content: '{\n  "a": 1\n}', json: true, kept: 12 },
  ],
  [
    'the first bytes of an image',
    { ...REQUEST, body: "b'QFI\\xfb'..." },
    {
      content: Buffer.from('QFI\xfb', 'latin1'),
      json: false,
      size: 21233664,
      kept: 4,
      truncated: true,
      brokenOff: false,
    },
  ],
  [
    'a text that was cut',
    { ...RESPONSE, body: 'hi\n... (truncated: 2 of 50 bytes)' },
    { ...TEXT, size: 50, truncated: true },
  ],
  [
    'JSON that was cut is none',
    { ...RESPONSE, body: '1\n... (truncated: 1 of unknown bytes)' },
    { ...TEXT, content: '1', kept: 1, truncated: true },
  ],
  [
    'a text of which nothing was kept',
    { ...RESPONSE, body: '... (truncated: 0 of 50 bytes)' },
    { ...TEXT, content: null, size: 50, kept: 0, truncated: true },
  ],
  [
    'a text that broke off',
    { ...RESPONSE, body: 'hi\n... (truncated: 2 of unknown bytes)\n... (broken off by the service)' },
    { ...TEXT, truncated: true, brokenOff: true },
  ],
  [
    'a text that broke off, of a size that was promised',
    { ...RESPONSE, body: 'hi\n... (broken off by the service)', headers: ['Content-Length', '50'] },
    { ...TEXT, brokenOff: true },
  ],
  [
    'a request does not break off',
    { ...REQUEST, headers: [], body: 'hi\n... (broken off by the service)' },
    { ...TEXT, content: 'hi\n... (broken off by the service)', kept: 34 },
  ],
])('the body of an entry: %s', (_, entry, body) => {
  expect(entryBody(entry)).toEqual(body);
});

/** Texts that look like what the format itself adds, among others. */
const bodyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.json(),
  fc
    .array(
      fc.oneof(
        fc.string(),
        fc.constantFrom(
          '',
          'none',
          '... (broken off by the service)',
          '... (truncated: 1 of 2 bytes)',
          '... (truncated: 01 of 2 bytes)',
          '... (truncated: 1 of unknown bytes)',
          "b'a'...",
          "b'\\x61'...",
          '### (a) REQ >>> (b) : GET c',
        ),
      ),
      { minLength: 1 },
    )
    .map((lines) => lines.join('\n')),
);

test('what is read from a log is written as the same bytes again', () => {
  fc.assert(
    fc.property(bodyText, fc.boolean(), fc.boolean(), (content, truncated, brokenOff) => {
      const body: Body = { content, json: false, size: 99, kept: 98, truncated, brokenOff };
      const shown = shownBody(body);
      // A body that is JSON is known as such and shown with its indentation; of a text it can not be told.
      const message = { ...entryMessage(RESPONSE, 1), body } as Message;
      const written = renderMessage(message, shown);
      const [entry] = readLog(written).entries;
      const read = entryMessage(entry as LogEntry, 1);
      fc.pre(!read.body.json);
      expect(renderMessage(read)).toBe(written);
    }),
  );
});

for (const name of [
  'image-add-project',
  'image-create',
  'image-list',
  'image-remove-project',
  'image-show',
]) {
  testWithShared(`each message of ${name} is written as it was read`, () => {
    const log = readFileSync(sharedFile('captures', name, 'log.md'));
    const { entries } = readLog(log);
    expect(entries.map((entry) => renderMessage(entryMessage(entry, 1))).join('')).toBe(
      entries.map(renderEntry).join(''),
    );
    expect(entries.length).toBeGreaterThan(0);
  });
}
