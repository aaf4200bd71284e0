import type { CallerSource, Exchange, Outcome, Timing } from '../exchange/exchange.js';
import { type HeaderLines, headerPairs } from '../exchange/headers.js';
import type { Body, Message } from '../exchange/message.js';
import { chooseOperation } from '../openstack/operations-choice.js';
import { serviceTypeAt } from '../openstack/services.js';
import { shownBody } from './body.js';
import { splitUrl } from './diagram.js';
import { hexDump } from './hex-dump.js';
import { colouredJson } from './json-colour.js';
import { shownBytes, shownDuration } from './quantity.js';
import { type Paint, terminalLines, terminalText } from './terminal.js';

/** Lines that are shown of a body that is no text; 256 bytes. */
const DUMPED_LINES = 16;

/** How a caller came to be known, for people. */
const KNOWN_BY: Readonly<Record<CallerSource, string>> = {
  header: 'named itself by X-Requestshook-Request-From',
  listener: 'named by the listener, or the traced command',
  process: 'the process at the other end of the connection',
  rule: 'named by a rule',
  inference: 'inferred from what was under way',
  'user-agent': "the User-Agent's first word",
  unknown: 'not known',
};

const ENDED: Readonly<Record<Outcome, string>> = {
  responded: 'the caller got the response whole',
  clientGone: 'the caller left before the response was whole',
  upstreamFailed: 'the service failed',
  refused: 'the proxy answered by itself',
};

/** An exchange whole, for people. It can be shown on a terminal, whatever stands in it. */
export function renderExchange(exchange: Exchange, paint: Paint): string {
  const { request, response } = exchange;
  const label = (text: string) => paint('dim', text.padEnd(10));
  const facts = factsOf(exchange).map(([name, value]) => `${label(name)}${terminalText(value)}\n`);
  return [
    `${headline(exchange, paint)}\n`,
    ...facts,
    exchange.failure === null
      ? ''
      : `${label('failure')}${paint('red', terminalText(exchange.failure.message))}\n`,
    '\n',
    renderMessage(request, `>>> ${request.method} ${request.url}`, exchange.requestTrailers, paint),
    '\n',
    response === null
      ? `${paint('red', '<<< no response in the trace')}\n`
      : renderMessage(
          response,
          `<<< ${response.status} ${response.reason}`,
          exchange.responseTrailers,
          paint,
        ),
  ].join('');
}

function headline({ number, from, service, method, url, response, failure }: Exchange, paint: Paint): string {
  const { path } = splitUrl(url);
  const what = terminalText(`(${number}) ${from} -> ${service}  ${method} ${path}`);
  const status =
    response === null ? 'no response' : terminalText(`${response.status} ${response.reason}`.trim());
  const failed = response === null || failure !== null || response.status >= 500;
  const colour = failed ? 'red' : response.status >= 400 ? 'yellow' : 'green';
  return `${paint('bold', what)}  ${paint(colour, status)}`;
}

function factsOf(exchange: Exchange): [name: string, value: string][] {
  const { id, caller, parent, startedAt, timing, outcome, request, response } = exchange;
  const facts: [string, string][] = [];
  if (id !== '') facts.push(['id', id]);
  if (caller !== null) {
    const known = KNOWN_BY[caller.source] ?? caller.source;
    const guess = caller.confidence === 'guess' ? ', a guess' : '';
    facts.push(['caller', `${caller.name}, ${known}${caller.reason ? ` (${caller.reason})` : ''}${guess}`]);
    if (caller.process) facts.push(['process', `${caller.process.pid}: ${caller.process.command}`]);
  }
  if (parent !== null) facts.push(['parent', `(${parent}), which caused this call`]);
  if (startedAt !== null) facts.push(['started', new Date(startedAt).toISOString()]);
  if (timing !== null) facts.push(['times', timesText(timing)]);
  const sizes = [
    sizeText('sent', request.body),
    response === null ? null : sizeText('received', response.body),
  ];
  const known = sizes.filter((text) => text !== null);
  if (known.length > 0) facts.push(['bodies', known.join(', ')]);
  if (outcome !== null && outcome !== 'responded') facts.push(['outcome', ENDED[outcome] ?? outcome]);
  const reference = referenceText(exchange);
  if (reference !== null) facts.push(['reference', reference]);
  return facts;
}

/** Until it was sent, waiting for the response, receiving it. */
function timesText({ requestComplete, responseHead, responseComplete }: Timing): string {
  const parts: string[] = [];
  if (requestComplete !== null) parts.push(`sent in ${shownDuration(requestComplete)}`);
  if (responseHead !== null) {
    const waited = responseHead - (requestComplete ?? responseHead);
    parts.push(
      requestComplete === null || waited < 0
        ? `response began after ${shownDuration(responseHead)}, before the request was whole`
        : `waited ${shownDuration(waited)}`,
    );
    if (responseComplete !== null)
      parts.push(`received in ${shownDuration(responseComplete - responseHead)}`);
  }
  if (responseComplete !== null) parts.push(`${shownDuration(responseComplete)} in all`);
  return parts.length === 0 ? 'not known' : parts.join(', ');
}

function sizeText(what: string, { size }: Body): string | null {
  return size === null ? null : `${what} ${shownBytes(size)}`;
}

/** The documented operation that the request is, and where it is documented. */
function referenceText({ service, method, url, request }: Exchange): string | null {
  const { path, query } = splitUrl(url);
  const target = path + query;
  const type = serviceTypeAt(service, target);
  const { content } = request.body;
  const operation =
    type === null
      ? null
      : chooseOperation(type, method, target, typeof content === 'string' ? content : null);
  if (operation === null) return null;
  const where = operation.url === null ? '' : `: ${operation.url}`;
  return `${operation.title} (${operation.method} ${operation.path})${where}`;
}

function renderMessage(message: Message, heading: string, trailers: HeaderLines, paint: Paint): string {
  const { headers, body } = message;
  const ends = trailers.length === 0 ? '' : `\n${headerText(trailers, paint)}`;
  return `${paint('bold', terminalText(heading))}\n${headerText(headers, paint)}\n${bodyText(body, paint)}\n${ends}`;
}

function headerText(lines: HeaderLines, paint: Paint): string {
  let text = '';
  for (const [name, value] of headerPairs(lines)) {
    text += `${paint('cyan', terminalText(name))}: ${terminalText(value)}\n`;
  }
  return text;
}

function bodyText(body: Body, paint: Paint): string {
  const { content } = body;
  if (content !== null && typeof content !== 'string') {
    const of = body.size === null ? '' : ` of ${body.size}`;
    const shown = Math.min(content.length, 16 * DUMPED_LINES);
    const note = shown === body.size ? '' : `\n${paint('dim', `... (${shown}${of} bytes)`)}`;
    return `${hexDump(content, DUMPED_LINES)}${note}`;
  }
  const { text, json } = shownBody(body);
  if (text === null) return paint('dim', 'none');
  const shown = terminalLines(text);
  return json ? colouredJson(shown, paint) : shown;
}
