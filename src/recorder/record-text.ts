import type { Caller, Outcome } from '../exchange/exchange.js';
import type { HeaderLines } from '../exchange/headers.js';
import type { MessageRecord, RecordHead, RequestRecord, ResponseRecord, TappedBody } from './record.js';

/**
 * All of a record but the bytes of its bodies and its times, as text: a line for each field, then two for each header line. No
 * field can have a line's end in it: they were read from header lines by Node's strict parser, or are JSON.
 */
export function recordText(record: MessageRecord): string {
  return record.kind === 'request' ? requestText(record) : responseText(record);
}

/** The times of a record: of a request when it started (and nothing else); of a response its `Timing`, NaN for null. */
export type RecordTimes = readonly [number, number, number];

/** Reads what `recordText` wrote. */
export function readRecordText(
  text: string,
  times: RecordTimes,
  body: readonly Uint8Array[],
  late: readonly Uint8Array[],
): MessageRecord {
  const fields = text.split('\n');
  return fields[0] === 'request' ? readRequest(fields, times, body) : readResponse(fields, times, body, late);
}

/** Fields before those that requests and responses have of their own. */
const HEAD_FIELDS = 9;
const REQUEST_FIELDS = HEAD_FIELDS + 2;
const RESPONSE_FIELDS = HEAD_FIELDS + 4;

/** Kind, number and links come first: whoever passes a record on can give it others (`relinked`). */
function headText(kind: string, links: string, record: MessageRecord): string {
  const { number, id, from, service, method, url, body } = record;
  return `${kind}\n${number}\n${links}\n${id}\n${from}\n${service}\n${method}\n${url}\n${bodyText(body)}`;
}

/** All that is known of a body but its bytes. Where it is whole and nothing else is known, that is its size. */
function bodyText(body: TappedBody): string {
  if (
    body.size === body.kept &&
    !body.brokenOff &&
    body.sha256 === undefined &&
    body.imageHashes === undefined
  )
    return '';
  return JSON.stringify({ ...body, chunks: undefined });
}

function readBodyText(text: string, chunks: readonly Uint8Array[]): TappedBody {
  if (text !== '') return { ...(JSON.parse(text) as Omit<TappedBody, 'chunks'>), chunks };
  const size = chunks[0]?.length ?? 0;
  return { chunks, kept: size, size, brokenOff: false };
}

function headerText(lines: HeaderLines): string {
  return lines.length === 0 ? '' : `\n${lines.join('\n')}`;
}

function readHead(fields: readonly string[]): RecordHead {
  return {
    number: Number(fields[1]),
    id: fields[3] as string,
    from: fields[4] as string,
    service: fields[5] as string,
    method: fields[6] as string,
    url: fields[7] as string,
  };
}

function requestText(record: RequestRecord): string {
  const { serviceType, parent, caller, headers } = record;
  return `${headText('request', parent === null ? '' : String(parent), record)}\n${serviceType ?? ''}\n${callerText(caller)}${headerText(headers)}`;
}

const processTexts = new WeakMap<Caller, string>();

/** A caller as JSON. One that is known by its process is the same object for all requests of a connection. */
function callerText(caller: Caller): string {
  if (caller.process === undefined) return JSON.stringify(caller);
  let text = processTexts.get(caller);
  if (text === undefined) {
    text = JSON.stringify(caller);
    processTexts.set(caller, text);
  }
  return text;
}

function readRequest(
  fields: readonly string[],
  [startedAt]: RecordTimes,
  body: readonly Uint8Array[],
): MessageRecord {
  const [serviceType, caller] = fields.slice(HEAD_FIELDS, REQUEST_FIELDS) as string[];
  return {
    kind: 'request',
    ...readHead(fields),
    caller: JSON.parse(caller as string) as Caller,
    serviceType: serviceType === '' ? null : (serviceType as string),
    parent: fields[2] === '' ? null : Number(fields[2]),
    startedAt,
    headers: fields.slice(REQUEST_FIELDS),
    body: readBodyText(fields[HEAD_FIELDS - 1] as string, body),
  };
}

/** What most responses have nothing of. */
type Rare = Pick<
  ResponseRecord,
  'failure' | 'requestTrailers' | 'responseTrailers' | 'requestBody' | 'requestHeaders'
>;

const NOTHING_RARE: Rare = {
  failure: null,
  requestTrailers: [],
  responseTrailers: [],
  requestBody: null,
  requestHeaders: null,
};

function rareText({ failure, requestTrailers, responseTrailers, requestBody, requestHeaders }: Rare): string {
  if (
    failure === null &&
    requestBody === null &&
    requestHeaders === null &&
    requestTrailers.length + responseTrailers.length === 0
  )
    return '';
  const late = requestBody === null ? null : { ...requestBody, chunks: [] };
  return JSON.stringify({
    failure,
    requestTrailers,
    responseTrailers,
    requestBody: late,
    requestHeaders,
  });
}

function responseText(record: ResponseRecord): string {
  const { status, reason, outcome, headers } = record;
  return `${headText('response', record.caused.join(' '), record)}\n${status}\n${reason}\n${outcome}\n${rareText(record)}${headerText(headers)}`;
}

function readResponse(
  fields: readonly string[],
  [requestComplete, responseHead, responseComplete]: RecordTimes,
  body: readonly Uint8Array[],
  late: readonly Uint8Array[],
): MessageRecord {
  const [status, reason, outcome, rareText] = fields.slice(HEAD_FIELDS, RESPONSE_FIELDS) as string[];
  const time = (ms: number) => (Number.isNaN(ms) ? null : ms);
  const rare = rareText === '' ? NOTHING_RARE : (JSON.parse(rareText as string) as Rare);
  return {
    kind: 'response',
    ...readHead(fields),
    status: Number(status),
    reason: reason as string,
    headers: fields.slice(RESPONSE_FIELDS),
    body: readBodyText(fields[HEAD_FIELDS - 1] as string, body),
    timing: {
      requestComplete: time(requestComplete),
      responseHead: time(responseHead),
      responseComplete: time(responseComplete),
    },
    outcome: outcome as Outcome,
    ...rare,
    caused: fields[2] === '' ? [] : (fields[2] as string).split(' ').map(Number),
    requestBody: rare.requestBody === null ? null : { ...rare.requestBody, chunks: late },
  };
}
