import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pino, { type Logger } from 'pino';
import type { Body } from '../exchange/message.js';
import { diagramLine } from '../formats/diagram.js';
import { documentSection } from '../formats/document.js';
import {
  JOURNAL_VERSION,
  type JournalLine,
  journalGap,
  journalRequest,
  journalResponse,
} from '../formats/journal.js';
import { renderEntry } from '../formats/log.js';
import { parseVariables, renderVariables } from '../formats/variables.js';
import { VariableNames } from '../openstack/variables.js';
import { AppendFile, type FileState } from './append-file.js';
import type { Sink, SinkMessage } from './sink.js';

type OnState = (state: FileState) => void;

/** What stands in requests.log for messages that are missing. */
export function logGap(lost: number): string {
  return renderEntry({
    kind: 'request',
    from: 'requestshook',
    service: 'requestshook',
    method: 'LOST',
    url: `requestshook:messages?count=${lost}`,
    headers: [],
    body: `${lost} messages are missing here: they could not be written.`,
  });
}

/** requests.log. */
export class LogSink implements Sink {
  readonly name = 'requests.log';
  readonly #file: AppendFile;

  constructor(path: string, onState: OnState) {
    this.#file = new AppendFile(path, logGap, onState);
  }

  write({ message, bodyText }: SinkMessage): void {
    this.#file.append(renderEntry({ ...message, body: bodyText }));
  }

  noteGap = (lost: number): void => this.#file.noteGap(lost);
  flush = (): boolean => this.#file.flush();
  reopen = (): void => this.#file.reopen();
  close = (): number => this.#file.close();
}

/** Text of a file, `` where there is none. */
export function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** How many messages a diagram.md holds; what is added goes on with the next number. */
export function countMessages(diagram: string): number {
  let count = 0;
  for (const line of diagram.split('\n')) if (line !== '' && !line.startsWith('%%')) count += 1;
  return count;
}

/** diagram.md, and beside it variables.md with the values of the names in it. A trace that is there is continued. */
export class DiagramSink implements Sink {
  readonly name = 'diagram.md';
  readonly #diagram: AppendFile;
  readonly #variables: AppendFile;
  readonly #names: VariableNames;
  #shown: number;

  constructor(dir: string, onState: OnState) {
    const none = (lost: number) => `%% ${lost} messages are missing here\n`;
    this.#diagram = new AppendFile(join(dir, 'diagram.md'), none, onState);
    this.#variables = new AppendFile(join(dir, 'variables.md'), () => '', onState);
    this.#names = new VariableNames(parseVariables(textOf(this.#variables.path)));
    this.#shown = this.#names.table().length;
  }

  write({ message }: SinkMessage): void {
    this.#diagram.append(`${diagramLine(message, { names: this.#names })}\n`);
    if (this.#names.size === this.#shown) return;
    const rows = this.#names.table().slice(this.#shown);
    const table = renderVariables(rows);
    // The head of the table stands once.
    this.#variables.append(this.#shown === 0 ? table : table.split('\n').slice(2).join('\n'));
    this.#shown += rows.length;
  }

  noteGap(lost: number): void {
    this.#diagram.noteGap(lost);
  }

  flush(): boolean {
    const diagram = this.#diagram.flush();
    return this.#variables.flush() && diagram;
  }

  reopen(): void {
    this.#diagram.reopen();
    this.#variables.reopen();
  }

  close(): number {
    this.#variables.close();
    return this.#diagram.close();
  }
}

/** body.md. */
export class DocumentSink implements Sink {
  readonly name = 'body.md';
  readonly #file: AppendFile;

  constructor(dir: string, onState: OnState) {
    const gap = (lost: number) => `\n!!! warning "${lost} messages are missing here"\n\n`;
    this.#file = new AppendFile(join(dir, 'body.md'), gap, onState);
  }

  write({ message, bodyText, place }: SinkMessage): void {
    const shown = { ...message, body: { text: bodyText, json: message.body.json } };
    this.#file.append(documentSection(place, shown, { lang: 'en' }));
  }

  noteGap = (lost: number): void => this.#file.noteGap(lost);
  flush = (): boolean => this.#file.flush();
  reopen = (): void => this.#file.reopen();
  close = (): number => this.#file.close();
}

/** journal.ndjson, written through pino. */
export class JournalSink implements Sink {
  readonly name = 'journal.ndjson';
  readonly #file: AppendFile;
  readonly #log: Logger;
  readonly #readBody: (record: SinkMessage['record']) => Body | null;

  /** @param readBody the readable body of a request that was recorded before its end. */
  constructor(dir: string, readBody: (record: SinkMessage['record']) => Body | null, onState: OnState) {
    const gap = (lost: number) => `${JSON.stringify(journalGap(lost))}\n`;
    this.#file = new AppendFile(join(dir, 'journal.ndjson'), gap, onState);
    this.#readBody = readBody;
    this.#log = pino(
      // Every line of pino's begins with a level; the journal's begin with its version.
      { base: null, timestamp: false, formatters: { level: () => ({ v: JOURNAL_VERSION }) } },
      { write: (line: string) => this.#file.append(line) },
    );
  }

  write({ message, record }: SinkMessage): void {
    if (message.kind === 'request' && record.kind === 'request') {
      this.#write(journalRequest(message, { ...record, sha256: record.body.sha256 }));
    } else if (message.kind === 'response' && record.kind === 'response') {
      this.#write(
        journalResponse(message, {
          ...record,
          requestBody: this.#readBody(record),
          sha256: record.body.sha256,
          requestSha256: record.requestBody?.sha256,
        }),
      );
    }
  }

  #write({ v: _v, ...line }: JournalLine): void {
    this.#log.info(line);
  }

  noteGap = (lost: number): void => this.#file.noteGap(lost);
  flush = (): boolean => this.#file.flush();
  reopen = (): void => this.#file.reopen();
  close = (): number => this.#file.close();
}
