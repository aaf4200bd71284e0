import { closeSync, openSync, writeSync } from 'node:fs';
import type { LogEntry } from '../../src/formats/log.js';
import { renderEntry } from '../../src/formats/log.js';
import { CLIENT_HEADERS } from '../load/headers.js';
import { tokenAnswer } from '../upstream/answers.js';
import { TOKEN_PATH } from '../upstream/paths.js';

/** Bytes that are written at once. */
const PIECE = 4 * 1024 * 1024;
const NO_ID = '0'.repeat(32);

/** A request and its response as they stand in requests.log, with an id that is replaced. */
function exchangeText(small: boolean): string {
  const url = `http://127.0.0.1:5000${small ? '/image/v2/images/70d7ad11-0000-4000-8000-000000000000' : TOKEN_PATH}`;
  const marks = ['X-Requestshook-Request-Id', NO_ID, 'X-Requestshook-Request-From', 'openstack'];
  const both = { from: 'openstack', service: small ? 'glance-api' : 'keystone', method: 'GET', url };
  const request: LogEntry = {
    kind: 'request',
    ...both,
    headers: [...CLIENT_HEADERS.flat(), ...marks],
    body: null,
  };
  const response: LogEntry = {
    kind: 'response',
    ...both,
    status: small ? 404 : 200,
    reason: small ? 'Not Found' : 'OK',
    headers: ['Content-Type', 'application/json', ...marks],
    body: small ? null : JSON.stringify(JSON.parse(tokenAnswer(5000)), null, 4),
  };
  return renderEntry(request) + renderEntry(response);
}

/** Writes a requests.log of about so many bytes, every second call without a body, each with an id of its own; gives the number of calls. */
export function writeLargeLog(path: string, bytes: number): number {
  const texts = [false, true].map((small) => exchangeText(small).split(NO_ID));
  const fd = openSync(path, 'wx', 0o600);
  let calls = 0;
  let piece = '';
  try {
    for (let written = 0; written < bytes; piece = '') {
      while (piece.length < PIECE) {
        piece += (texts[calls % 2] as string[]).join(calls.toString(16).padStart(32, '0'));
        calls += 1;
      }
      written += writeSync(fd, piece);
    }
  } finally {
    closeSync(fd);
  }
  return calls;
}
