/**
 * The writer by itself, in a process of its own: `FOLDER token|list FILES EXCHANGES`, FILES with commas between. Writes as
 * many exchanges after as many again that warm it up; says as JSON what one took in us of processor time, and in bytes.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { TraceFile } from '../../src/config/trace-files.js';
import { BatchWriter, readBatch } from '../../src/recorder/batch.js';
import type { MessageRecord } from '../../src/recorder/record.js';
import { Writer } from '../../src/recorder/writer.js';
import { CLIENT_HEADERS } from '../load/headers.js';
import { listAnswer, tokenAnswer } from '../upstream/answers.js';
import { LIST_PATH, TOKEN_PATH } from '../upstream/paths.js';

/** Bytes of a batch, as the recorder makes them. */
const BATCH = 512 * 1024;

const [, , folder = '', what, files = '', exchanges] = process.argv;
const answer = Buffer.from(what === 'list' ? listAnswer() : tokenAnswer(5000));
const url = `http://127.0.0.1:5000${what === 'list' ? LIST_PATH : TOKEN_PATH}`;
const CALLER = {
  name: 'openstack',
  source: 'process',
  reason: 'process 4711: openstack image list',
  confidence: 'certain',
  process: { pid: 4711, command: 'openstack image list' },
} as const;
const NO_BODY = { chunks: [], kept: 0, size: 0, brokenOff: false };

function exchange(number: number): MessageRecord[] {
  const id = number.toString(16).padStart(32, '0');
  const marks = ['X-Requestshook-Request-Id', id, 'X-Requestshook-Request-From', 'openstack'];
  const head = { number, id, from: 'openstack', service: 'keystone', method: 'GET', url };
  return [
    {
      kind: 'request',
      ...head,
      caller: CALLER,
      serviceType: 'identity',
      parent: null,
      startedAt: 1_790_000_000_000.125 + number,
      headers: [...CLIENT_HEADERS.flat(), ...marks],
      body: NO_BODY,
    },
    {
      kind: 'response',
      ...head,
      status: 200,
      reason: 'OK',
      headers: [
        ...['Server', 'nginx', 'Date', 'Tue, 24 Nov 2026 10:07:38 GMT', 'Connection', 'keep-alive'],
        ...[
          'Content-Type',
          'application/json',
          'Content-Length',
          String(answer.length),
          'Vary',
          'X-Auth-Token',
        ],
        ...marks,
      ],
      body: { chunks: [answer], kept: answer.length, size: answer.length, brokenOff: false },
      timing: { requestComplete: 0.5, responseHead: 1.25, responseComplete: 2.125 },
      outcome: 'responded',
      failure: null,
      requestTrailers: [],
      responseTrailers: [],
      requestBody: null,
      requestHeaders: null,
      caused: [],
    },
  ];
}

const complain = (trouble: unknown) => {
  throw new Error(JSON.stringify(trouble));
};
const log = join(folder, 'requests.log');
const writer = new Writer(
  { log, dir: folder, files: files.split(',') as TraceFile[], secrets: 'hash', captureLimit: 1024 * 1024 },
  { onFileState: complain, onFault: complain },
);
const batch = new BatchWriter();
let number = 0;

/** The records are put together before the clock runs; gives us of processor time. */
function write(count: number): number {
  let used = 0;
  for (const end = number + count; number < end; ) {
    while (number < end && batch.length < BATCH) for (const record of exchange(++number)) batch.add(record);
    const full = batch.take();
    const before = process.cpuUsage();
    writer.write(readBatch(full));
    const { user, system } = process.cpuUsage(before);
    used += user + system;
    batch.reuse(full.bytes);
  }
  return used;
}

const count = Number(exchanges);
write(count);
const cpu = write(count) / count;
writer.close();
const bytes = ['requests.log', 'diagram.md', 'body.md', 'journal.ndjson'].reduce(
  (sum, name) => sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0),
  0,
);
process.stdout.write(`${JSON.stringify({ cpu, bytes: bytes / number })}\n`);
