import { join } from 'node:path';
import pino from 'pino';
import type { Body } from '../exchange/message.js';
import { documentParts } from '../formats/document.js';
import {
  JOURNAL_VERSION,
  type JournalLine,
  journalGap,
  journalRequest,
  journalResponse,
} from '../formats/journal.js';
import { entryParts, renderEntry } from '../formats/log.js';
import { AppendFile, type FileFormat, type FileState } from './append-file.js';
import type { Sink, SinkMessage } from './sink.js';
import type { Owed } from './writer-messages.js';

type OnState = (state: FileState) => void;

/** A sink that appends one text a message to one file. */
class FileSink implements Sink {
  readonly name: string;
  readonly #file: AppendFile;
  readonly #render: (message: SinkMessage) => readonly string[];

  constructor(name: string, file: AppendFile, render: (message: SinkMessage) => readonly string[]) {
    this.name = name;
    this.#file = file;
    this.#render = render;
  }

  write(message: SinkMessage): void {
    this.#file.append(...this.#render(message));
  }

  noteGap(lost: number): void {
    this.#file.noteGap(lost);
  }

  flush(): boolean {
    return this.#file.flush();
  }

  get owed(): Owed {
    return this.#file.owed;
  }

  reopen(): void {
    this.#file.reopen();
  }

  close(): number {
    return this.#file.close();
  }
}

/** `1 message is missing here`, for people. */
export function missingHere(lost: number): string {
  return lost === 1 ? '1 message is missing here' : `${lost} messages are missing here`;
}

/** What stands in requests.log for messages that are missing. */
export function logGap(lost: number): string {
  return renderEntry({
    kind: 'request',
    from: 'requestshook',
    service: 'requestshook',
    method: 'LOST',
    url: `requestshook:messages?count=${lost}`,
    headers: [],
    body: `${missingHere(lost)}: what passed could not be written.`,
  });
}

/** requests.log. */
export function logSink(path: string, onState: OnState): Sink {
  const format: FileFormat = { unit: 'text', gapNote: logGap };
  return new FileSink('requests.log', new AppendFile(path, format, onState), ({ message, bodyText }) =>
    entryParts({ ...message, body: bodyText }),
  );
}

/** body.md. */
export function documentSink(dir: string, onState: OnState): Sink {
  const format: FileFormat = {
    unit: 'text',
    gapNote: (lost) => `\n!!! warning "${missingHere(lost)}"\n\n`,
  };
  const file = new AppendFile(join(dir, 'body.md'), format, onState);
  return new FileSink('body.md', file, ({ message, bodyText, place }) =>
    documentParts(place, { ...message, body: { text: bodyText, json: message.body.json } }, { lang: 'en' }),
  );
}

/**
 * journal.ndjson, written through pino.
 *
 * @param readLate the readable body of a request that was recorded before its end.
 */
export function journalSink(
  dir: string,
  readLate: (record: SinkMessage['record']) => Body | null,
  onState: OnState,
): Sink {
  const format: FileFormat = { unit: 'line', gapNote: (lost) => `${JSON.stringify(journalGap(lost))}\n` };
  const file = new AppendFile(join(dir, 'journal.ndjson'), format, onState);
  let written = '';
  const log = pino(
    {
      base: null,
      timestamp: false,
      // Every line of pino's begins with a level; the journal's begin with its version, which so comes once.
      formatters: { level: () => ({ v: JOURNAL_VERSION }) },
      serializers: { v: () => undefined },
    },
    {
      write(line: string) {
        written = line;
      },
    },
  );
  const lineOf = (line: JournalLine): [string] => {
    log.info(line);
    return [written];
  };
  return new FileSink('journal.ndjson', file, ({ message, record, imageDigest }) => {
    if (message.kind === 'request' && record.kind === 'request')
      return lineOf(
        journalRequest(message, {
          caller: record.caller,
          serviceType: record.serviceType,
          parent: record.parent,
          startedAt: record.startedAt,
          sha256: record.body.sha256,
        }),
      );
    if (message.kind !== 'response' || record.kind !== 'response')
      throw new Error(`a ${record.kind} became a ${message.kind}`);
    const requestBody = readLate(record);
    const requestSha256 = record.requestBody?.sha256;
    return lineOf(
      // Written out, as to spread a record costs more than the rest of this.
      journalResponse(message, {
        timing: record.timing,
        outcome: record.outcome,
        failure: record.failure,
        requestTrailers: record.requestTrailers,
        responseTrailers: record.responseTrailers,
        caused: record.caused,
        requestBody,
        sha256: record.body.sha256,
        requestSha256,
        imageDigest,
      }),
    );
  });
}
