import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { shownBody } from '../../src/formats/body.js';
import { documentSection } from '../../src/formats/document.js';
import { journalBody } from '../../src/formats/journal.js';
import { renderMessage } from '../../src/formats/log.js';
import type { MessageRecord } from '../../src/recorder/record.js';
import type { Sink, SinkMessage } from '../../src/recorder/sink.js';
import { Writer } from '../../src/recorder/writer.js';
import { mutated } from '../fuzz/mutations.js';
import { JSON_SEEDS, JSON_TOKENS } from '../fuzz/seeds.js';
import { requestRecord, responseRecord, tapped } from './records.js';
import { temporaryFolder } from './temporary-folder.js';

/** What Markdown may take for more than text, and URLs with secrets. */
const ODD = [
  '["a ``` b", 1]',
  '{"a": "-8<- b"}',
  '["a\u2028b"]',
  '["a\u0085b"]',
  '["http://h/?token=t", "http://a:b@h/"]',
].map((text) => Buffer.from(text));

/** A body as it may come: whole, cut at the limit, broken off. */
const body = fc
  .tuple(
    fc.oneof(
      mutated([Buffer.alloc(0), ...JSON_SEEDS], JSON_TOKENS),
      mutated(ODD, JSON_TOKENS, { maxEdits: 2 }),
    ),
    fc.boolean(),
    fc.boolean(),
  )
  .map(([bytes, whole, brokenOff]) =>
    tapped(bytes, { size: whole ? bytes.length : bytes.length + 9, brokenOff }),
  );

const messages: fc.Arbitrary<MessageRecord[]> = fc
  .tuple(body, body, fc.option(body), fc.constantFrom('GET', 'POST'))
  .map(([sent, received, late, method]) => [
    requestRecord({ body: sent, method }),
    responseRecord({ body: received, requestBody: late, requestHeaders: late && [], method }),
  ]);

test('what stands in the files is what the formats make of each message by themselves', () => {
  fc.assert(
    fc.property(fc.array(messages, { minLength: 1, maxLength: 3 }), (exchanges) => {
      const folder = temporaryFolder();
      const log: string[] = [];
      const document: string[] = [];
      const bodies: unknown[] = [];
      const sink: Sink = {
        name: 'the formats',
        write({ message, place, lateRequestBody }: SinkMessage) {
          // Decoded, so that nothing of it is lazy.
          const body = { ...message.body, json: message.body.json, content: message.body.content };
          const { size, kept, truncated, brokenOff } = message.body;
          const plain = { ...message, body: { ...body, size, kept, truncated, brokenOff } };
          log.push(renderMessage(plain));
          document.push(documentSection(place, { ...plain, body: shownBody(plain.body) }, { lang: 'en' }));
          bodies.push({
            body: journalBody(plain.body, undefined),
            ...(lateRequestBody && { requestBody: journalBody(lateRequestBody, undefined) }),
          });
        },
        noteGap() {},
        flush: () => true,
        owed: { missing: 0, unnoted: 0 },
        reopen() {},
        close: () => 0,
      };
      const faults: string[] = [];
      const writer = new Writer(
        { log: join(folder, 'requests.log'), dir: folder, secrets: 'hash', captureLimit: 4096 },
        { onFault: (message) => faults.push(message), onFileState: () => {} },
        [sink],
      );
      writer.write(exchanges.flat());
      writer.close();
      const text = (name: string) => readFileSync(join(folder, name), 'utf8');
      expect(faults).toEqual([]);
      expect(text('requests.log')).toBe(log.join(''));
      expect(text('body.md')).toBe(document.join(''));
      const lines = text('journal.ndjson').trimEnd().split('\n');
      expect(lines.map((line) => JSON.parse(line))).toMatchObject(bodies as object[]);
      rmSync(folder, { recursive: true });
    }),
    { numRuns: 200 },
  );
});
