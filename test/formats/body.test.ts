import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { cover } from '../../src/exchange/secrets.js';
import { type BodyFacts, readBody, shownBody } from '../../src/formats/body.js';

const MIB = 1 << 20;

/** Facts of a body that came whole. */
function facts(bytes: Uint8Array, more: Partial<BodyFacts> = {}): BodyFacts {
  return { size: bytes.length, complete: true, brokenOff: false, secrets: 'hash', limit: MIB, ...more };
}

function shown(text: string | Uint8Array, more: Partial<BodyFacts> = {}): string | null {
  const bytes = Buffer.from(text as string);
  return shownBody(readBody(bytes, facts(bytes, more))).text;
}

describe('a body is shown', () => {
  test.each<[string, string | Uint8Array, Partial<BodyFacts>, string | null]>([
    ['not at all where there is none', '', {}, null],
    [
      'as JSON, whatever its type',
      '{"b": [], "a":1.0}',
      { contentType: 'text/plain' },
      '{\n  "b": [],\n  "a": 1.0\n}',
    ],
    ['as JSON where it is a number', '12', {}, '12'],
    ['as it is where it is text', 'a\r\nb\n', { contentType: 'text/plain' }, 'a\r\nb\n'],
    ['as it is where it is no JSON by the letter', '{"a": NaN}', {}, '{"a": NaN}'],
    ['as UTF-8', 'é한😀', {}, 'é한😀'],
    [
      'in its charset',
      Buffer.from('caf\xe9', 'latin1'),
      { contentType: 'text/html; charset="ISO-8859-1"' },
      'café',
    ],
    [
      'in UTF-16',
      Buffer.from('{"a": 1}', 'utf16le'),
      { contentType: 'x/y; charset=utf-16le' },
      '{\n  "a": 1\n}',
    ],
    ['as UTF-8 where nobody knows the charset', 'é', { contentType: 'text/plain; charset=klingon' }, 'é'],
    ['as bytes where it is not valid', Buffer.from('caf\xe9', 'latin1'), {}, "b'caf\\xe9'..."],
    [
      'as bytes where it is not valid in its charset',
      Buffer.from('caf\xe9', 'latin1'),
      { contentType: 'text/plain; charset=utf-8' },
      "b'caf\\xe9'...",
    ],
    ['as bytes where it holds a NUL', 'a\0b', { contentType: 'text/plain' }, "b'a\\x00b'..."],
  ])('%s', (_, bytes, more, expected) => {
    expect(shown(bytes, more)).toBe(expected);
  });

  test('by its first 32 bytes, as in the trace of an image upload', () => {
    const image = Buffer.alloc(MIB);
    image.set([0x51, 0x46, 0x49, 0xfb, 0, 0, 0, 3]);
    image.set([0x10, 0, 0, 0, 0, 7, 0, 0, 0], 23);
    const body = readBody(
      image,
      facts(image, { size: 21233664, complete: false, contentType: 'application/octet-stream' }),
    );
    expect(shownBody(body)).toEqual({
      text: `b'QFI\\xfb\\x00\\x00\\x00\\x03${'\\x00'.repeat(15)}\\x10\\x00\\x00\\x00\\x00\\x07\\x00\\x00\\x00'...`,
      json: false,
    });
  });
});

describe('what is missing of a body is said in its last line', () => {
  test.each<[string, string, Partial<BodyFacts>, string]>([
    [
      'cut at the limit',
      'abc',
      { size: 5242880, complete: false },
      'abc\n... (truncated: 3 of 5242880 bytes)',
    ],
    ['cut after a line feed', 'abc\n', { size: 9, complete: false }, 'abc\n\n... (truncated: 4 of 9 bytes)'],
    [
      'of a sender that left',
      'abc',
      { size: null, complete: false },
      'abc\n... (truncated: 3 of unknown bytes)',
    ],
    ['broken off', 'abc', { size: null, brokenOff: true }, 'abc\n... (broken off by the service)'],
    ['broken off at once', '', { size: null, brokenOff: true }, '... (broken off by the service)'],
    ['nothing kept', '', { size: 7, complete: false }, '... (truncated: 0 of 7 bytes)'],
    [
      'cut and then broken off',
      'abc',
      { size: null, complete: false, brokenOff: true },
      'abc\n... (truncated: 3 of unknown bytes)\n... (broken off by the service)',
    ],
    [
      'bytes that broke off',
      'a\0',
      { size: null, brokenOff: true },
      "b'a\\x00'...\n... (broken off by the service)",
    ],
    ['JSON by chance', '12', { size: 4, complete: false }, '12\n... (truncated: 2 of 4 bytes)'],
  ])('%s', (_, text, more, expected) => {
    const bytes = Buffer.from(text);
    expect(shownBody(readBody(bytes, facts(bytes, more)))).toEqual({ text: expected, json: false });
  });

  test('a character that was cut in two is dropped', () => {
    const whole = Buffer.from('a한😀');
    for (const [end, text] of [
      [1, 'a'],
      [2, 'a'],
      [3, 'a'],
      [4, 'a한'],
      [5, 'a한'],
      [7, 'a한'],
      [8, 'a한😀'],
    ] as const) {
      const bytes = whole.subarray(0, end);
      expect(readBody(bytes, facts(bytes, { size: 99, complete: false })).content).toBe(text);
    }
  });
});

const TEXT = JSON.stringify({
  images: Array.from({ length: 500 }, (_, i) => ({ id: `image-${i}`, size: i * 7919 })),
});
const CODINGS: [string, (text: string) => Buffer][] = [
  ['gzip', (text) => gzipSync(text)],
  ['x-gzip', (text) => gzipSync(text)],
  ['deflate', (text) => deflateSync(text)],
  ['deflate', (text) => deflateRawSync(text)],
  ['BR', (text) => brotliCompressSync(text)],
  ['identity', (text) => Buffer.from(text)],
  ['gzip, br', (text) => brotliCompressSync(gzipSync(text))],
];

describe.each(CODINGS)('content coding %s', (contentEncoding, encode) => {
  const bytes = encode(TEXT);

  test('is undone', () => {
    const body = readBody(bytes, facts(bytes, { contentEncoding }));
    expect(body).toEqual({
      content: TEXT,
      json: true,
      size: bytes.length,
      kept: bytes.length,
      truncated: false,
      brokenOff: false,
    });
  });

  test('is undone as far as it goes where it is cut off or damaged', () => {
    const end = Math.floor(bytes.length * 0.8);
    const damaged = Buffer.from(bytes);
    damaged.fill(0xff, end);
    const some = bytes.subarray(0, end);
    for (const [part, complete] of [
      [some, false],
      [some, true],
      [damaged, true],
    ] as const) {
      const body = readBody(part, facts(part, { contentEncoding, complete }));
      const content =
        typeof body.content === 'string' ? body.content : Buffer.from(body.content ?? []).toString('latin1');
      // Not much comes of two codings, one in the other.
      const least = contentEncoding.includes(',') ? 10 : 1000;
      const same = [...content].findIndex((char, i) => char !== TEXT[i]);
      expect(same < 0 ? content.length : same).toBeGreaterThan(least);
      expect(body.json).toBe(false);
    }
  });

  test('makes no more than the limit', () => {
    if (contentEncoding === 'identity') return;
    const bomb = encode('a'.repeat(30 * MIB));
    const body = readBody(bomb, facts(bomb, { contentEncoding, limit: 64 << 10 }));
    expect(body.truncated).toBe(true);
    expect(body.content?.length ?? 0).toBeLessThanOrEqual(64 << 10);
  });
});

test('a bomb still shows its beginning', () => {
  const bomb = gzipSync(`${TEXT}${'a'.repeat(30 * MIB)}`);
  const body = readBody(bomb, facts(bomb, { contentEncoding: 'gzip', limit: 64 << 10 }));
  expect((body.content as string).slice(0, TEXT.length)).toBe(TEXT);
  expect(body.content?.length).toBeGreaterThan(60 << 10);
});

test('what no coding gives stays as it came', () => {
  const bytes = Buffer.from(TEXT);
  for (const contentEncoding of ['gzip', 'compress', 'br, unheard-of']) {
    const body = readBody(bytes, facts(bytes, { contentEncoding, secrets: 'plain' }));
    expect(body.content).toEqual(bytes);
    // It may be undone later by anybody, with the secrets in it.
    expect(readBody(bytes, facts(bytes, { contentEncoding })).content).toEqual(bytes.subarray(0, 32));
  }
});

test('any bytes are read, whatever their headers claim', () => {
  const encodings = fc.constantFrom('gzip', 'deflate', 'br', 'gzip, gzip', '', ',', 'x');
  const types = fc.constantFrom(
    'application/json',
    'text/plain; charset=utf-16',
    'a/b; charset=shift_jis',
    'x-www-form-urlencoded',
    '',
  );
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 300 }),
      encodings,
      types,
      fc.boolean(),
      (bytes, contentEncoding, contentType, complete) => {
        const more = { contentEncoding, contentType, complete };
        const body = readBody(bytes, facts(bytes, more));
        expect(shownBody(body).json).toBe(body.json);
      },
    ),
  );
});

describe('secrets', () => {
  const token = cover('token', 'gAAAA');

  test('are hidden in whole JSON, cut JSON, forms, and bytes that are nearly text', () => {
    expect(shown('{"token": {"id": "gAAAA"}}')).toBe(`{\n  "token": {\n    "id": "${token}"\n  }\n}`);
    expect(shown('{"password": "§', { size: 99, complete: false })).toBe(
      '{"password": "***\n... (truncated: 16 of 99 bytes)',
    );
    expect(shown('a=b&password=§', { contentType: 'application/x-www-form-urlencoded' })).toBe(
      'a=b&password=***',
    );
    expect(shown(Buffer.from('{"password": "\xe9"}', 'latin1'))).toBe(`b'{"password": "***"}'...`);
    expect(shown(gzipSync('{"password": "§"}'), { contentEncoding: 'gzip' })).toBe(
      '{\n  "password": "***"\n}',
    );
    expect(shown('{"direct_url": "swift+http://u:§@h/c?token=gAAAA"}')).toBe(
      `{\n  "direct_url": "swift+http://u:***@h/c?token=${token}"\n}`,
    );
  });

  test('are hidden where the body is nothing else', () => {
    const url = 'http://h/key-manager/v1/secrets/1f/payload';
    expect(shown('§', { url })).toBe('***');
    expect(shown(Buffer.from([1, 0, 255]), { url })).toBe('***');
    expect(shown('{"code": 404}', { url })).toBe('{\n  "code": 404\n}');
  });

  test('are written as they are where that is asked for', () => {
    const secrets = 'plain' as const;
    for (const text of ['{"password":"§"}', '{"password":"§', 'password=§', 'http://u:§@h/']) {
      const bytes = Buffer.from(text);
      const more = { secrets, contentType: 'application/x-www-form-urlencoded', url: '/v1/secrets/1f' };
      expect(readBody(bytes, facts(bytes, more)).content).toBe(text);
    }
  });
});

test('a URL hides its secret also in JSON that is nested too deep to be indented', () => {
  const url = 'http://10.0.0.1/v1/a?temp_url_sig=5f1d7a84db00d2fce00b31a7fc73224f';
  const bytes = Buffer.from(`${'['.repeat(5000)}"${url}"${']'.repeat(5000)}`);
  const text = shown(bytes, { contentType: 'application/json', secrets: 'hash' });
  expect(text).not.toContain('5f1d7a84');
  expect(text).toContain('temp_url_sig=***');
});
