import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReplayedMessage } from '../src/callers/replay.js';
import type { Caller } from '../src/exchange/exchange.js';
import { headerValue } from '../src/exchange/headers.js';
import type { JournalLine } from '../src/formats/journal.js';
import { readLog } from '../src/formats/log-reader.js';

/** A trace and what it says of its callers. */
export interface Trace {
  readonly messages: readonly ReplayedMessage[];
  /** Who called, by the number of the exchange. */
  readonly names: ReadonlyMap<number, string>;
  /** How that was known; empty where there is no journal. */
  readonly callers: ReadonlyMap<number, Caller>;
  /** What caused it; null: nothing in the trace. */
  readonly parents: ReadonlyMap<number, number | null>;
}

/** Reads the journal of a folder, else its log. */
export function readTrace(folder: string): Trace {
  for (const name of ['journal.ndjson', 'trace/journal.ndjson']) {
    const path = join(folder, name);
    if (existsSync(path)) return fromJournal(readFileSync(path, 'utf8'));
  }
  const log = ['requests.log', 'log.md'].map((name) => join(folder, name)).find(existsSync) as string;
  return fromLog(readFileSync(log));
}

function fromJournal(text: string): Trace {
  const lines = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as JournalLine);
  const requests = lines.filter((line) => line.type === 'request');
  const parents = new Map(requests.map(({ number, parent }) => [number, parent]));
  const messages: ReplayedMessage[] = [];
  for (const line of lines) {
    if (line.type === 'gap') continue;
    const headers = line.headers.flat();
    if (line.type === 'request') {
      const { number, service, method, url } = line;
      messages.push({ kind: 'request', number, service, method, url, headers });
    } else {
      messages.push({ kind: 'response', number: line.number, status: line.status, headers });
      for (const number of line.caused ?? []) parents.set(number, line.number);
    }
  }
  return {
    messages,
    names: new Map(requests.map(({ number, from }) => [number, from])),
    callers: new Map(requests.map(({ number, caller }) => [number, caller])),
    parents,
  };
}

/** Of a log, the truth about parents is its nesting: one command at a time, the innermost request that the caller works on. */
function fromLog(log: Buffer): Trace {
  const messages: ReplayedMessage[] = [];
  const names = new Map<number, string>();
  const parents = new Map<number, number | null>();
  const underWay: { number: number; service: string; id: string | undefined }[] = [];
  for (const entry of readLog(log).entries) {
    const id = headerValue(entry.headers, 'x-requestshook-request-id');
    if (entry.kind === 'request') {
      const number = names.size + 1;
      names.set(number, entry.from);
      parents.set(number, underWay.findLast(({ service }) => service === entry.from)?.number ?? null);
      underWay.push({ number, service: entry.service, id });
      const { service, method, url, headers } = entry;
      messages.push({ kind: 'request', number, service, method, url, headers });
    } else {
      const at = underWay.findLastIndex((one) => one.id === id);
      const number = underWay[at]?.number;
      if (number === undefined) continue;
      underWay.splice(at, 1);
      messages.push({ kind: 'response', number, status: entry.status ?? 0, headers: entry.headers });
    }
  }
  return { messages, names, callers: new Map(), parents };
}
