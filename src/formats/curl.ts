import type { Exchange } from '../exchange/exchange.js';
import { headerValue } from '../exchange/headers.js';
import type { RequestMessage } from '../exchange/message.js';
import { type CurlBody, contentCoding, curlBody } from './curl-body.js';
import { curlHeaders } from './curl-headers.js';
import { HiddenSecrets } from './curl-secrets.js';
import { curlUrl } from './curl-url.js';
import { isScriptText, type ShellPiece, shellComment, shellSource, shellText, shellWord } from './shell.js';
import { terminalText } from './terminal.js';

export interface CurlOptions {
  /** Send the two X-Requestshook headers as well. Default: no. */
  readonly marks?: boolean;
}

/** Linux takes no argument of 128 KiB; beyond this a body comes by a pipe. Bytes. */
const LONGEST_ARGUMENT = 100_000;

/** In front of the commands of a trace. */
export const CURL_SCRIPT_HEAD = [
  '#!/bin/sh',
  '# The requests of a trace. Each command sends one again: what made or deleted something does so once more.',
  '# What the trace hides is taken from the environment: OS_TOKEN, OS_PASSWORD, ...',
  'set -u',
  '',
].join('\n');

const FROM_PIPE = '--data-binary @-';

/** How curl is given a body: its options, and what stands in front of a pipe. */
interface Data {
  readonly options: readonly string[];
  readonly source: string | null;
}

/** A form with something hidden in it, field by field: curl codes the values, and puts `&` between. */
function formData(text: string, secrets: HiddenSecrets): Data | null {
  const fields = text.split('&').map((field) => secrets.form(field));
  const hasSecret = (pieces: readonly ShellPiece[]) => pieces.some((piece) => typeof piece !== 'string');
  if (!fields.some(hasSecret)) return null;
  const option = (field: readonly ShellPiece[]) => (hasSecret(field) ? '--data-urlencode' : '--data-raw');
  return { options: fields.map((field) => `${option(field)} ${shellWord(field)}`), source: null };
}

function textData({ headers, body }: RequestMessage, text: string, secrets: HiddenSecrets): Data {
  const isForm = /^\s*application\/x-www-form-urlencoded\b/i.test(headerValue(headers, 'content-type') ?? '');
  const form = isForm ? formData(text, secrets) : null;
  if (form !== null) return form;
  const pieces = body.json ? secrets.json(text) : secrets.text(text);
  return isScriptText(text) && Buffer.byteLength(text) <= LONGEST_ARGUMENT
    ? { options: [`--data-raw ${shellWord(pieces)}`], source: null }
    : { options: [FROM_PIPE], source: shellSource(pieces) };
}

function dataOf(request: RequestMessage, body: CurlBody, secrets: HiddenSecrets): Data {
  const { headers } = request;
  switch (body.kind) {
    case 'missing':
      return { options: ['--data-binary @BODY'], source: null };
    case 'bytes':
      return { options: [FROM_PIPE], source: shellSource([body.bytes]) };
    case 'text':
      return textData(request, body.text, secrets);
    case 'none': {
      const isFramed = ['content-length', 'transfer-encoding'].some(
        (name) => headerValue(headers, name) !== undefined,
      );
      return { options: isFramed && request.method !== 'HEAD' ? [`--data-raw ''`] : [], source: null };
    }
  }
}

function sizeOf(body: CurlBody): number {
  if (body.kind === 'text') return Buffer.byteLength(body.text);
  return body.kind === 'bytes' ? body.bytes.length : body.kind === 'none' ? 0 : Number.POSITIVE_INFINITY;
}

/** Whether the body goes out without the content coding that it came in. */
function isUncoded(request: RequestMessage, body: CurlBody): boolean {
  if (contentCoding(request) === null) return false;
  return body.kind === 'text' || (body.kind === 'bytes' && body.bytes.length !== request.body.size);
}

function methodOptions(method: string, hasBody: boolean): string[] {
  if (method === 'HEAD') return hasBody ? ['-X HEAD', '-m 10'] : ['-I'];
  return method === 'GET' && !hasBody ? [] : [`-X ${/^[A-Z]+$/.test(method) ? method : shellText(method)}`];
}

/** The command of a request, and what there is to say of it. */
interface Command {
  readonly notes: readonly string[];
  /** `` where there is none, not even one that lacks something. */
  readonly text: string;
  /** Why it can not be run; null: it can. */
  readonly obstacle: string | null;
}

function command({ request, requestTrailers }: Exchange, marks: boolean): Command {
  const { method, url, headers } = request;
  const secrets = new HiddenSecrets();
  const target = curlUrl(url, secrets);
  if (target === null) return { notes: [], text: '', obstacle: `${url} is no URL of HTTP` };
  const body = curlBody(request);
  if (headers.length === 0 && body.kind === 'missing') {
    return { notes: [], text: '', obstacle: 'the request is not in the trace, its response alone' };
  }
  const data = dataOf(request, body, secrets);
  const hasBody = data.options.length > 0;
  const uncoded = isUncoded(request, body);
  const { authority } = target;
  const bodySize = hasBody ? sizeOf(body) : null;
  const sent = curlHeaders(headers, secrets, { authority, bodySize, marks, uncoded });
  const notes = [...sent.notes];
  if (method === 'HEAD' && hasBody)
    notes.push('curl waits for a body that no response to HEAD has, 10 s at most');
  if (requestTrailers.length > 0) notes.push('its trailers are left out: curl can not send any');
  for (const { name, shown } of secrets.needed)
    notes.push(`${name}: ${shown === '***' ? 'hidden in the trace' : shown}`);
  const curl = ['curl', ...methodOptions(method, hasBody), ...target.options].join(' ');
  const options = [...sent.options, ...data.options];
  const pipe = data.source === null ? '' : `${data.source} |\n`;
  return {
    notes,
    text: `${pipe}${[curl, ...options].join(' \\\n  ')}\n`,
    obstacle: body.kind === 'missing' ? `${body.reason}. Put the whole of it into a file BODY` : null,
  };
}

/**
 * The command that sends the request of an exchange again, with a comment in front of it: method, URL, headers and
 * body as they are in the trace. Content-Length, Host and what belongs to the connection are curl's own; what the trace
 * hides is `$OS_TOKEN`, `$OS_PASSWORD`, or named after its key. Where the trace does not have the whole body the
 * command is a comment too. It is for any POSIX shell; each line ends in a line feed.
 */
export function renderCurl(exchange: Exchange, { marks = false }: CurlOptions = {}): string {
  const { number, from, service } = exchange;
  const { notes, text, obstacle } = command(exchange, marks);
  const comments = [`${number} ${from} -> ${service}`, ...notes];
  if (obstacle !== null) comments.push(`Not a command: ${obstacle}.`);
  const shown = comments.map((text) => shellComment(terminalText(text))).join('');
  return shown + (obstacle === null || text === '' ? text : shellComment(text.trimEnd()));
}
