import type { Caller, CallerSource, Confidence, Failure, Outcome, Timing } from '../exchange/exchange.js';
import type { HeaderLines } from '../exchange/headers.js';
import type { Body, Message, RequestMessage, ResponseMessage } from '../exchange/message.js';
import { JOURNAL_VERSION, type RequestFacts, type ResponseFacts } from './journal.js';

/** What a line of the journal says. `version` is the line's own where that is a later one than ours. */
export type JournalRecord = { readonly laterVersion?: number } & (
  | { readonly kind: 'request'; readonly message: RequestMessage; readonly facts: RequestFacts }
  | { readonly kind: 'response'; readonly message: ResponseMessage; readonly facts: ResponseFacts }
  | { readonly kind: 'gap'; readonly lost: number }
);

type Fields = Readonly<Record<string, unknown>>;

/** `UPGRADES[n]` makes a line of version n + 1 from one of version n. There was no version before the first. */
const UPGRADES: Readonly<Record<number, (line: Fields) => Fields>> = {};

/** Thrown within this file: a line lacks something, or has it in another form. */
class Unreadable extends Error {}

function upgraded(line: Fields): Fields {
  let current = line;
  // There is nothing before the first version, whatever a line says.
  const first = Math.max(1, numberOrNull(line.v) ?? JOURNAL_VERSION);
  for (let v = first; v < JOURNAL_VERSION; v++) current = UPGRADES[v]?.(current) ?? current;
  return current;
}

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function text(fields: Fields, key: string): string {
  const value = fields[key];
  if (typeof value !== 'string') throw new Unreadable(`has no text "${key}"`);
  return value;
}

function number(fields: Fields, key: string): number {
  const value = fields[key];
  if (typeof value !== 'number') throw new Unreadable(`has no number "${key}"`);
  return value;
}

/** A number of an exchange, or of lost messages. */
function count(fields: Fields, key: string): number {
  const value = number(fields, key);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new Unreadable(`has "${key}": ${value}, not 1, 2, 3, ...`);
  return value;
}

/** The last ms that a Date can be, either way (ECMA-262, 21.4.1.1). */
const LAST_TIME = 8.64e15;

function time(fields: Fields, key: string): number {
  const value = number(fields, key);
  if (Math.abs(value) > LAST_TIME) throw new Unreadable(`has "${key}": ${value}, which is no time`);
  return value;
}

const numberOrNull = (value: unknown): number | null => (typeof value === 'number' ? value : null);
const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function headerLines(value: unknown): HeaderLines {
  if (!Array.isArray(value)) return [];
  return value.flatMap((pair: unknown) =>
    Array.isArray(pair) && typeof pair[0] === 'string' && typeof pair[1] === 'string'
      ? [pair[0], pair[1]]
      : [],
  );
}

function readBody(value: unknown): Body {
  const fields = isObject(value) ? value : {};
  const size = numberOrNull(fields.size);
  const content =
    typeof fields.text === 'string'
      ? fields.text
      : typeof fields.base64 === 'string'
        ? new Uint8Array(Buffer.from(fields.base64, 'base64'))
        : null;
  return {
    content,
    json: fields.json === true,
    size,
    kept: numberOrNull(fields.kept) ?? size ?? 0,
    truncated: fields.truncated === true,
    brokenOff: fields.brokenOff === true,
  };
}

function readCaller(value: unknown, from: string): Caller {
  if (!isObject(value)) return { name: from, source: 'unknown' };
  return {
    name: textOrNull(value.name) ?? from,
    // A later version may know more sources; whoever shows one shows its name.
    source: (textOrNull(value.source) ?? 'unknown') as CallerSource,
    ...(typeof value.reason === 'string' ? { reason: value.reason } : {}),
    ...(typeof value.confidence === 'string' ? { confidence: value.confidence as Confidence } : {}),
    ...readProcess(value.process),
  };
}

function readProcess(value: unknown): Pick<Caller, 'process'> {
  if (!isObject(value)) return {};
  return { process: { pid: numberOrNull(value.pid) ?? 0, command: textOrNull(value.command) ?? '' } };
}

function readTiming(value: unknown): Timing {
  const fields = isObject(value) ? value : {};
  return {
    requestComplete: numberOrNull(fields.requestComplete),
    responseHead: numberOrNull(fields.responseHead),
    responseComplete: numberOrNull(fields.responseComplete),
  };
}

function readFailure(value: unknown): Failure | null {
  if (!isObject(value)) return null;
  return { code: textOrNull(value.code) ?? '', message: textOrNull(value.message) ?? '' };
}

const headOf = (fields: Fields) => ({
  number: count(fields, 'number'),
  id: text(fields, 'id'),
  from: text(fields, 'from'),
  service: text(fields, 'service'),
  method: text(fields, 'method'),
  url: text(fields, 'url'),
  headers: headerLines(fields.headers),
  body: readBody(fields.body),
});

const sha = (value: unknown) => (isObject(value) ? (textOrNull(value.sha256) ?? undefined) : undefined);

function requestRecord(fields: Fields): JournalRecord {
  const message: RequestMessage = { kind: 'request', ...headOf(fields) };
  const facts: RequestFacts = {
    caller: readCaller(fields.caller, message.from),
    serviceType: textOrNull(fields.serviceType),
    parent: numberOrNull(fields.parent),
    startedAt: time(fields, 'startedAt'),
    sha256: sha(fields.body),
  };
  return { kind: 'request', message, facts };
}

function responseRecord(fields: Fields): JournalRecord {
  const message: ResponseMessage = {
    kind: 'response',
    ...headOf(fields),
    status: number(fields, 'status'),
    reason: textOrNull(fields.reason) ?? '',
  };
  const { requestBody } = fields;
  const facts: ResponseFacts = {
    timing: readTiming(fields.timing),
    outcome: text(fields, 'outcome') as Outcome,
    failure: readFailure(fields.failure),
    requestTrailers: headerLines(fields.requestTrailers),
    responseTrailers: headerLines(fields.responseTrailers),
    requestBody: requestBody === undefined ? null : readBody(requestBody),
    sha256: sha(fields.body),
    requestSha256: sha(requestBody),
    ...(Array.isArray(fields.caused)
      ? { caused: fields.caused.filter((other): other is number => typeof other === 'number') }
      : {}),
  };
  return { kind: 'response', message, facts };
}

function readFields(fields: Fields): JournalRecord {
  const { type } = fields;
  switch (type) {
    case 'request':
      return requestRecord(fields);
    case 'response':
      return responseRecord(fields);
    case 'gap':
      return { kind: 'gap', lost: count(fields, 'lost') };
    default:
      throw new Unreadable(
        `has the type ${JSON.stringify(type) ?? 'of nothing'}, not request, response or gap`,
      );
  }
}

/**
 * Reads a line of journal.ndjson; its line feed does not matter. Keys that are not known are passed over, so that
 * a line of a later version is read as far as it says the same in the same place.
 *
 * @returns a string: what is wrong with the line, for people, to stand behind the line itself.
 */
export function readJournalLine(line: string): JournalRecord | string {
  let fields: unknown;
  try {
    fields = JSON.parse(line);
  } catch {
    return 'is no JSON';
  }
  if (!isObject(fields)) return 'is no JSON object';
  try {
    const record = readFields(upgraded(fields));
    const { v } = fields;
    return typeof v === 'number' && v > JOURNAL_VERSION ? { ...record, laterVersion: v } : record;
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return error.message;
  }
}

/** The message of a record that holds one. */
export type JournalMessage = Extract<JournalRecord, { message: Message }>;
