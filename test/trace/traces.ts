import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Exchange } from '../../src/exchange/exchange.js';
import { NO_BODY, type RequestMessage, type ResponseMessage } from '../../src/exchange/message.js';
import { journalGap, journalRequest, journalResponse } from '../../src/formats/journal.js';
import { type LogEntry, renderEntry } from '../../src/formats/log.js';

/** A folder that is gone after the tests of its file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rh-read-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes a file and gives its path. */
export function fileIn(folder: string, name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

interface Call {
  readonly id?: string;
  readonly from?: string;
  readonly service?: string;
  readonly method?: string;
  /** Path and query. */
  readonly path?: string;
}

function head({
  id = '',
  from = 'openstack',
  service = 'keystone',
  method = 'GET',
  path = '/identity/',
}: Call) {
  const headers = id === '' ? [] : ['X-Requestshook-Request-Id', id];
  return { from, service, method, url: `http://10.0.0.5${path}`, headers };
}

/** A request as an entry of a log. */
export function asked(call: Call = {}, body: string | null = null): string {
  return renderEntry({ kind: 'request', ...head(call), body });
}

/** A response as an entry of a log. */
export function answered(call: Call = {}, status = 200, more: Partial<LogEntry> = {}): string {
  return renderEntry({ kind: 'response', ...head(call), status, reason: 'OK', body: null, ...more });
}

interface JournalCall extends Call {
  readonly number: number;
  readonly parent?: number;
}

const line = (value: object) => `${JSON.stringify(value)}\n`;

/** A request as a line of a journal. */
export function journalAsked(call: JournalCall, more: Partial<RequestMessage> = {}): string {
  const message = {
    kind: 'request',
    number: call.number,
    id: call.id ?? '',
    ...head(call),
    body: NO_BODY,
    ...more,
  };
  return line(
    journalRequest(message as RequestMessage, {
      caller: { name: message.from, source: 'rule' },
      serviceType: 'identity',
      parent: call.parent ?? null,
      startedAt: 1_000_000 + call.number,
    }),
  );
}

/** A response as a line of a journal. */
export function journalAnswered(
  call: JournalCall,
  status = 200,
  facts: Partial<Parameters<typeof journalResponse>[1]> = {},
): string {
  const message = { kind: 'response', number: call.number, id: call.id ?? '', ...head(call), body: NO_BODY };
  return line(
    journalResponse({ ...message, status, reason: 'OK' } as ResponseMessage, {
      timing: { requestComplete: 1, responseHead: 5, responseComplete: 7.5 },
      outcome: 'responded',
      failure: null,
      requestTrailers: [],
      responseTrailers: [],
      requestBody: null,
      ...facts,
    }),
  );
}

/** Lost messages as a line of a journal. */
export const journalLost = (lost: number) => line(journalGap(lost));

/** Number, path and status of exchanges, which is what most tests are about. */
export const outline = (exchanges: readonly Exchange[]) =>
  exchanges.map(({ number, url, response }) => [number, new URL(url).pathname, response?.status ?? null]);
