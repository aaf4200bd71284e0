import { join } from 'node:path';
import { documentSection, sectionAround } from '../formats/document.js';
import { type JournalLine, journalGap, journalRequest, journalResponse } from '../formats/journal.js';
import { MAY_BE_UNUSUAL } from '../formats/json-pass/terms.js';
import { ENTRY_END, entryHead, renderEntry } from '../formats/log.js';
import { AppendFile, type FileFormat, type FileState } from './append-file.js';
import type { Sink, SinkMessage } from './sink.js';
import type { Owed } from './writer-messages.js';

type OnState = (state: FileState) => void;

/** A text, or the parts of it one after another. */
type Parts = readonly (string | Uint8Array)[];

/** A sink that appends one text a message to one file. */
class FileSink implements Sink {
  readonly name: string;
  readonly #file: AppendFile;
  readonly #render: (message: SinkMessage) => Parts;

  constructor(name: string, file: AppendFile, render: (message: SinkMessage) => Parts) {
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
  return new FileSink('requests.log', new AppendFile(path, format, onState), ({ message, forms, shown }) =>
    // No line of indented JSON can be taken for a heading.
    forms !== null
      ? [entryHead(message), forms.indented, ENTRY_END]
      : [renderEntry({ ...message, body: shown?.text ?? null })],
  );
}

/** body.md. */
export function documentSink(dir: string, onState: OnState): Sink {
  const format: FileFormat = {
    unit: 'text',
    gapNote: (lost) => `\n!!! warning "${missingHere(lost)}"\n\n`,
  };
  const file = new AppendFile(join(dir, 'body.md'), format, onState);
  return new FileSink('body.md', file, ({ message, forms, shown, place }) => {
    if (forms === null || (forms.seen & MAY_BE_UNUSUAL) !== 0) {
      const body = shown ?? { text: forms?.indented.toString() ?? null, json: true };
      return [documentSection(place, { ...message, body }, DOCUMENT)];
    }
    const [before, after] = sectionAround(place, message, () => message.body.content as string, DOCUMENT);
    return [before, forms.inner, after];
  });
}

const DOCUMENT = { lang: 'en' } as const;

/**
 * journal.ndjson. A line by pino would be the same to the byte (but for half a surrogate pair, of which it makes U+FFFD), and
 * cost three times as much.
 */
export function journalSink(dir: string, onState: OnState): Sink {
  const format: FileFormat = { unit: 'line', gapNote: (lost) => `${JSON.stringify(journalGap(lost))}\n` };
  const file = new AppendFile(join(dir, 'journal.ndjson'), format, onState);
  return new FileSink('journal.ndjson', file, (message) => {
    const raw = rawBody(message);
    const line = `${JSON.stringify(journalLine(message, raw?.empty))}\n`;
    return raw === null ? [line] : withBody(line, raw);
  });
}

/** A body that needs no escaping any more: JSON.stringify would take longer to go over it than for all the rest of a line. */
interface RawBody {
  /** What stands in the line for it. */
  readonly empty: '' | Uint8Array;
  /** Where it is put in then. Within a string each quote would have a backslash in front of it. */
  readonly behind: '"body":{"text":"' | '"body":{"base64":"';
  readonly content: Uint8Array;
}

const NO_BYTES = new Uint8Array(0);

/** null: a text that has to be gone over, or none. */
function rawBody({ forms, message }: SinkMessage): RawBody | null {
  if (forms !== null) return { empty: '', behind: '"body":{"text":"', content: forms.quoted };
  const { content } = message.body;
  if (!(content instanceof Uint8Array)) return null;
  const { buffer, byteOffset, byteLength } = content;
  const base64 = Buffer.from(buffer, byteOffset, byteLength).toString('base64');
  return { empty: NO_BYTES, behind: '"body":{"base64":"', content: Buffer.from(base64, 'latin1') };
}

/** The line of a message. `content`: instead of its body's own. */
function journalLine(
  { message, record, imageDigest, lateRequestBody }: SinkMessage,
  content: RawBody['empty'] | undefined,
): JournalLine {
  if (message.kind === 'request' && record.kind === 'request') {
    const { caller, serviceType, parent, startedAt } = record;
    const { sha256 } = record.body;
    return journalRequest(message, { caller, serviceType, parent, startedAt, sha256 }, content);
  }
  if (message.kind !== 'response' || record.kind !== 'response')
    throw new Error(`a ${record.kind} became a ${message.kind}`);
  // Written out, as to spread a record costs more than the rest of this.
  const facts = {
    timing: record.timing,
    outcome: record.outcome,
    failure: record.failure,
    requestTrailers: record.requestTrailers,
    responseTrailers: record.responseTrailers,
    caused: record.caused,
    requestBody: lateRequestBody,
    sha256: record.body.sha256,
    requestSha256: record.requestBody?.sha256,
    imageDigest,
  };
  return journalResponse(message, facts, content);
}

function withBody(line: string, { behind, content }: RawBody): Parts {
  const at = line.indexOf(behind) + behind.length;
  return [line.slice(0, at), content, line.slice(at)];
}
