import type { Caller, Failure, Outcome, Timing } from '../exchange/exchange.js';
import type { HeaderLines } from '../exchange/headers.js';
import type { Body, RequestMessage, ResponseMessage } from '../exchange/message.js';

/**
 * journal.ndjson: a line of JSON for each message, with all that the log has no place for: times, sizes,
 * outcome, how the caller was known. The tools read it where it is there. Secrets are hidden as in the log.
 */

/** The version that every line names. */
export const JOURNAL_VERSION = 1;

/** A body in the journal: its text, or its bytes in base64, neither where there is none. */
export interface JournalBody {
  text?: string;
  base64?: string;
  json?: true;
  /** Bytes on the wire, null where it broke off or was still under way. */
  size: number | null;
  /** Bytes on the wire that were kept, where that is not `size`. */
  kept?: number;
  /** The end is missing. */
  truncated?: true;
  brokenOff?: true;
  /** Of the whole body, hex. */
  sha256?: string;
}

type Pairs = [name: string, value: string][];

/** Hashes of an image's data, hex. */
export interface ImageHashes {
  readonly md5: string;
  readonly sha512: string;
}

/** Whether the data of an image that passed is what Glance's checksum and hash say (with --digest). */
export interface ImageAgreement {
  /** Glance's id of it. */
  readonly image: string;
  /** Number of the exchange that the data passed in. */
  readonly exchange: number;
  readonly md5?: 'agrees' | 'differs';
  readonly sha512?: 'agrees' | 'differs';
}

/** The line of a request. */
export interface JournalRequest {
  v: typeof JOURNAL_VERSION;
  type: 'request';
  number: number;
  id: string;
  from: string;
  caller: Caller;
  service: string;
  serviceType: string | null;
  method: string;
  url: string;
  parent: number | null;
  /** ms since the epoch, with fractions. */
  startedAt: number;
  headers: Pairs;
  body: JournalBody;
}

/** The line of a response, and with it of the end of an exchange. */
export interface JournalResponse {
  v: typeof JOURNAL_VERSION;
  type: 'response';
  number: number;
  id: string;
  from: string;
  service: string;
  method: string;
  url: string;
  status: number;
  reason: string;
  headers: Pairs;
  body: JournalBody;
  timing: Timing;
  outcome: Outcome;
  failure?: Failure;
  requestTrailers?: Pairs;
  responseTrailers?: Pairs;
  /** The request's body once more, where its line was written before the request was whole. */
  requestBody?: JournalBody;
  imageDigest?: ImageAgreement;
  /** Numbers of exchanges whose `parent` is this one after all: it was not known when their lines were written. */
  caused?: number[];
}

/** Stands for messages that could not be written. */
export interface JournalGap {
  v: typeof JOURNAL_VERSION;
  type: 'gap';
  lost: number;
}

export type JournalLine = JournalRequest | JournalResponse | JournalGap;

function pairs(lines: HeaderLines): Pairs {
  const all: Pairs = [];
  for (let i = 0; i + 1 < lines.length; i += 2) all.push([lines[i] as string, lines[i + 1] as string]);
  return all;
}

/** A body as a value that JSON can hold. `content`: instead of its own. */
export function journalBody(
  body: Body,
  sha256: string | undefined,
  content: Body['content'] = body.content,
): JournalBody {
  const line: Partial<JournalBody> = {};
  if (typeof content === 'string') line.text = content;
  else if (content !== null) line.base64 = Buffer.from(content).toString('base64');
  if (body.json) line.json = true;
  line.size = body.size;
  if (body.kept !== body.size) line.kept = body.kept;
  if (body.truncated) line.truncated = true;
  if (body.brokenOff) line.brokenOff = true;
  if (sha256 !== undefined) line.sha256 = sha256;
  return line as JournalBody;
}

/** What the journal says of a request beside the message itself. */
export interface RequestFacts {
  readonly caller: Caller;
  readonly serviceType: string | null;
  readonly parent: number | null;
  readonly startedAt: number;
  readonly sha256?: string | undefined;
}

/** The journal's line of a request. `content`: instead of the body's own. */
export function journalRequest(
  message: RequestMessage,
  facts: RequestFacts,
  content?: Body['content'],
): JournalRequest {
  return {
    v: JOURNAL_VERSION,
    type: 'request',
    number: message.number,
    id: message.id,
    from: message.from,
    caller: facts.caller,
    service: message.service,
    serviceType: facts.serviceType,
    method: message.method,
    url: message.url,
    parent: facts.parent,
    startedAt: facts.startedAt,
    headers: pairs(message.headers),
    body: journalBody(message.body, facts.sha256, content),
  };
}

/** What the journal says of a response beside the message itself. */
export interface ResponseFacts {
  readonly timing: Timing;
  readonly outcome: Outcome;
  readonly failure: Failure | null;
  readonly requestTrailers: HeaderLines;
  readonly responseTrailers: HeaderLines;
  readonly requestBody: Body | null;
  readonly caused?: readonly number[] | undefined;
  readonly sha256?: string | undefined;
  readonly requestSha256?: string | undefined;
  readonly imageDigest?: ImageAgreement | null;
}

/** The journal's line of a response. `content`: instead of the body's own. */
export function journalResponse(
  message: ResponseMessage,
  facts: ResponseFacts,
  content?: Body['content'],
): JournalResponse {
  const line: JournalResponse = {
    v: JOURNAL_VERSION,
    type: 'response',
    number: message.number,
    id: message.id,
    from: message.from,
    service: message.service,
    method: message.method,
    url: message.url,
    status: message.status,
    reason: message.reason,
    headers: pairs(message.headers),
    body: journalBody(message.body, facts.sha256, content),
    timing: facts.timing,
    outcome: facts.outcome,
  };
  if (facts.failure !== null) line.failure = facts.failure;
  if (facts.requestTrailers.length > 0) line.requestTrailers = pairs(facts.requestTrailers);
  if (facts.responseTrailers.length > 0) line.responseTrailers = pairs(facts.responseTrailers);
  if (facts.requestBody !== null) line.requestBody = journalBody(facts.requestBody, facts.requestSha256);
  if (facts.imageDigest) line.imageDigest = facts.imageDigest;
  if (facts.caused !== undefined && facts.caused.length > 0) line.caused = [...facts.caused];
  return line;
}

/** The line that stands for messages that could not be written. */
export function journalGap(lost: number): JournalGap {
  return { v: JOURNAL_VERSION, type: 'gap', lost };
}
