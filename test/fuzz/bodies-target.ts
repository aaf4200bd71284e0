import assert from 'node:assert/strict';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { readBody, readBodyForms, shownBody } from '../../src/formats/body.js';
import { cuts, mutated } from './mutations.js';
import { JSON_SEEDS, JSON_TOKENS } from './seeds.js';
import { target } from './target.js';

const SECRET = 'S3cretS3cretS3cret';
const SECRETS = [
  `{"auth": {"token": {"id": "${SECRET}"}, "password": "${SECRET}", "a": [1, {"adminPass": "${SECRET}"}]}}`,
  `[1, {"secret": ["${SECRET}", ["${SECRET}"]], "user_data": "a\\n${SECRET}", "b": "x", "OS-X:password_2" : "\\u0041${SECRET}"}]`,
].map((text) => Buffer.from(text));

const CODED: Record<string, (bytes: Buffer) => Buffer> = {
  '': (bytes) => bytes,
  gzip: (bytes) => gzipSync(bytes),
  'x-gzip': (bytes) => Buffer.concat([gzipSync(bytes.subarray(0, 9)), gzipSync(bytes.subarray(9))]),
  deflate: (bytes) => deflateSync(bytes),
  'Deflate ': (bytes) => deflateRawSync(bytes),
  br: (bytes) => brotliCompressSync(bytes),
  'gzip, gzip': (bytes) => gzipSync(gzipSync(bytes)),
};
const TYPES = [
  'application/json',
  'text/plain; charset=utf-16',
  'text/xml; charset=latin1',
  'application/x-www-form-urlencoded',
  'x/y; charset="nonsense',
];
const LIMIT = 4096;

/** Reading what was kept of a body. */
export const BODIES_TARGET = target(
  'bodies',
  'whatever a body is and however it is coded, it is read within its limit, and shown alike in both ways',
  250,
  fc.property(
    mutated([...JSON_SEEDS, Buffer.alloc(20_000, '[1, ')], JSON_TOKENS),
    fc.constantFrom(...Object.keys(CODED)),
    mutated([Buffer.alloc(0)], ['\x1f\x8b', '\0'], { maxEdits: 2 }),
    fc.record({
      contentType: fc.constantFrom(...TYPES, undefined),
      complete: fc.boolean(),
      brokenOff: fc.boolean(),
      secrets: fc.constantFrom('hash' as const, 'plain' as const),
    }),
    (plain, coding, behind, given) => {
      const bytes = Buffer.concat([(CODED[coding] as (bytes: Buffer) => Buffer)(plain), behind]);
      const facts = { ...given, contentEncoding: coding || undefined, size: bytes.length, limit: LIMIT };
      const body = readBody(bytes, facts);
      const { body: same, forms } = readBodyForms(bytes, facts);
      const shown =
        forms === null ? null : { indented: String(forms.indented), quoted: String(forms.quoted) };
      assert.deepEqual({ ...body, ...same, content: same.content }, body);
      // Where there are forms, a body is shown by them.
      if (shown !== null) {
        assert.deepEqual({ text: shown.indented, json: true }, shownBody(body));
        assert.equal(`"${shown.quoted}"`, JSON.stringify(body.content));
      }
      const largest = coding === '' ? bytes.length : LIMIT;
      // A character of latin1 may be two bytes; what is hidden may be longer than what it hides.
      if (given.secrets === 'plain')
        assert.ok((body.content?.length ?? 0) <= Math.max(largest, bytes.length));
      assert.ok(body.kept <= bytes.length);
    },
  ),
);

/** Secrets in bodies that are cut off, or no JSON any more. */
export const SECRETS_TARGET = target(
  'secrets',
  'no secret is left of a body that is cut off anywhere',
  500,
  fc.property(fc.constantFrom(...SECRETS), cuts, fc.boolean(), (whole, cut, complete) => {
    const bytes = cut.of(whole)[0] as Uint8Array;
    const facts = { contentType: 'application/json', size: whole.length, complete, brokenOff: !complete };
    const body = readBody(bytes, { ...facts, secrets: 'hash', limit: LIMIT });
    const text =
      typeof body.content === 'string' ? body.content : Buffer.from(body.content ?? '').toString('latin1');
    assert.doesNotMatch(text, /S3cre/);
  }),
);
