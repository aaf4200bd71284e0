import { basename } from 'node:path';
import { TraceError } from '../../exchange/errors.js';
import type { Exchange } from '../../exchange/exchange.js';
import { diagramLine } from '../../formats/diagram.js';
import { HarWriter } from '../../formats/har.js';
import { renderMessage } from '../../formats/log.js';
import { VariableNames } from '../../openstack/variables.js';
import type { TraceMessage } from '../../trace/message.js';
import { exchangeBatches, readMessages } from '../../trace/open.js';
import type { Download } from '../wire.js';
import { pageFiles } from './page-files.js';
import type { CallSet } from './selection.js';
import { tar } from './tar.js';

/** Characters that are put together before they are sent. */
const CHUNK = 64 * 1024;
/** Messages of which a page is made at most. */
const MOST_ON_A_PAGE = 5_000;

/** What a file that is taken away is made of. */
export interface Taken {
  readonly type: string;
  /** The file, in pieces. Throws a TraceError where the trace cannot be read. */
  readonly pieces: AsyncGenerator<string | Uint8Array>;
}

/** The calls of a trace that are asked for, as a file. `version`: of this program. */
export function download(file: string, form: Download, calls: CallSet, version: string): Taken {
  switch (form) {
    case 'log':
      return { type: 'text/plain; charset=utf-8', pieces: chunked(logPieces(file, calls)) };
    case 'diagram':
      return { type: 'text/markdown; charset=utf-8', pieces: chunked(diagramPieces(file, calls)) };
    case 'har':
      return { type: 'application/json; charset=utf-8', pieces: chunked(harPieces(file, calls, version)) };
    case 'page':
      return { type: 'application/x-tar', pieces: pagePieces(file, calls) };
  }
}

/** The exchanges of a trace that are asked for, in the order of their requests. */
export async function* takenExchanges(file: string, calls: CallSet): AsyncGenerator<Exchange> {
  for await (const exchanges of exchangeBatches(file)) {
    for (const exchange of exchanges) if (calls.has(exchange.number)) yield exchange;
  }
}

async function* logPieces(file: string, calls: CallSet): AsyncGenerator<string> {
  for await (const { message } of readMessages(file)) {
    if (calls.has(message.number)) yield renderMessage(message);
  }
}

async function* diagramPieces(file: string, calls: CallSet): AsyncGenerator<string> {
  const names = new VariableNames();
  for await (const { message } of readMessages(file, { bodies: false })) {
    if (calls.has(message.number)) yield `${diagramLine(message, { names })}\n`;
  }
}

async function* harPieces(file: string, calls: CallSet, version: string): AsyncGenerator<string> {
  const har = new HarWriter({ name: 'requestshook', version });
  yield har.begin();
  for await (const exchange of takenExchanges(file, calls)) yield har.entry(exchange);
  yield har.end();
}

async function* pagePieces(file: string, calls: CallSet): AsyncGenerator<Uint8Array> {
  const taken: TraceMessage[] = [];
  for await (const traced of readMessages(file)) {
    if (calls.has(traced.message.number)) taken.push(traced);
    if (taken.length > MOST_ON_A_PAGE) {
      throw new TraceError(
        `a page of more than ${MOST_ON_A_PAGE} messages is read by nobody: choose fewer calls, or take requests.log`,
      );
    }
  }
  yield tar(pageFiles(taken, basename(file)), Date.now());
}

async function* chunked(pieces: AsyncGenerator<string>): AsyncGenerator<string> {
  let text = '';
  for await (const piece of pieces) {
    text += piece;
    if (text.length < CHUNK) continue;
    yield text;
    text = '';
    // A trace may be long, and others wait.
    await new Promise(setImmediate);
  }
  if (text !== '') yield text;
}
