import { STATUS_CODES } from 'node:http';
import { join } from 'node:path';
import { type HeaderLines, headerText, headerValue } from '../exchange/headers.js';
import type { Body, Message } from '../exchange/message.js';
import { hiddenHeaders } from '../exchange/secret-headers.js';
import { hiddenUrl } from '../exchange/secret-urls.js';
import { readBody, shownBody } from '../formats/body.js';
import type { FileState } from './append-file.js';
import type { MessageRecord, TappedBody } from './record.js';
import type { Sink, SinkMessage } from './sink.js';
import { countMessages, DiagramSink, DocumentSink, JournalSink, LogSink, textOf } from './sinks.js';
import type { WriterSettings } from './writer-messages.js';

/** What the writer tells of itself. */
export interface WriterEvents {
  readonly onFileState: (state: FileState) => void;
  readonly onFault: (message: string) => void;
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  return chunks.length === 1 ? (chunks[0] as Uint8Array) : Buffer.concat(chunks);
}

/** Bytes that are kept of a body which is neither text nor whole. */
const GLIMPSE = 4096;

/** Turns records into messages that people can read, and gives them to the sinks. */
export class Writer {
  readonly #settings: WriterSettings;
  readonly #events: WriterEvents;
  readonly #sinks: Sink[];
  readonly #faulty = new Set<string>();
  #place: number;
  #lost = 0;

  constructor(settings: WriterSettings, events: WriterEvents) {
    this.#settings = settings;
    this.#events = events;
    const onState = events.onFileState;
    const { dir } = settings;
    this.#place = countMessages(textOf(join(dir, 'diagram.md')));
    this.#sinks = [
      new LogSink(settings.log, onState),
      new DiagramSink(dir, onState),
      new DocumentSink(dir, onState),
      new JournalSink(dir, (record) => this.#lateRequestBody(record), onState),
    ];
  }

  /** Renders and writes records. A sink that throws loses that message, is counted, and told once. */
  write(records: readonly MessageRecord[]): void {
    for (const record of records) {
      this.#place += 1;
      let sinkMessage: SinkMessage;
      try {
        const message = this.#message(record);
        sinkMessage = { record, message, bodyText: shownBody(message.body).text, place: this.#place };
      } catch (error) {
        this.#lost += 1;
        this.#tell('the renderer', error);
        continue;
      }
      for (const sink of this.#sinks) {
        try {
          sink.write(sinkMessage);
        } catch (error) {
          this.#lost += 1;
          this.#tell(sink.name, error);
        }
      }
    }
    this.flush();
  }

  /** Counts messages that never came here. */
  leftOut(messages: number): void {
    this.#lost += messages;
    for (const sink of this.#sinks) sink.noteGap(messages);
  }

  /** Whether everything is with the kernel. */
  flush(): boolean {
    return this.#sinks.map((sink) => sink.flush()).every(Boolean);
  }

  reopen(): void {
    for (const sink of this.#sinks) sink.reopen();
    this.#place = countMessages(textOf(join(this.#settings.dir, 'diagram.md')));
  }

  /** Gives the number of messages that are missing in at least one file. */
  close(): number {
    return Math.max(...this.#sinks.map((sink) => sink.close())) + this.#lost;
  }

  #message(record: MessageRecord): Message {
    const { secrets } = this.#settings;
    const head = {
      number: record.number,
      id: record.id,
      from: record.from,
      service: record.service,
      method: record.method,
      url: hiddenUrl(headerText(record.url), secrets),
      headers: hiddenHeaders(readable(record.headers), secrets),
      body: this.#body(record.body, record.headers, record),
    };
    if (record.kind === 'request') return { kind: 'request', ...head };
    const reason = headerText(record.reason) || (STATUS_CODES[record.status] ?? '');
    return { kind: 'response', ...head, status: record.status, reason };
  }

  #body(body: TappedBody, headers: HeaderLines, { kind, url }: Pick<MessageRecord, 'kind' | 'url'>): Body {
    // Of a response that broke off, what came is all there is; of a request, its caller left.
    const brokenOff = kind === 'response' && body.brokenOff;
    const read = readBody(joined(body.chunks), {
      contentType: headerValue(headers, 'content-type'),
      contentEncoding: headerValue(headers, 'content-encoding'),
      size: body.size,
      complete: brokenOff ? body.kept < this.#settings.captureLimit : body.kept === body.size,
      brokenOff,
      url,
      secrets: this.#settings.secrets,
      limit: this.#settings.captureLimit,
    });
    // The beginning of an image is for a look at it; nothing can be made of more.
    if (!(read.content instanceof Uint8Array) || !read.truncated || read.content.length <= GLIMPSE)
      return read;
    return { ...read, content: read.content.subarray(0, GLIMPSE), kept: GLIMPSE };
  }

  #lateRequestBody(record: MessageRecord): Body | null {
    if (record.kind !== 'response' || record.requestBody === null) return null;
    return this.#body(record.requestBody, record.requestHeaders ?? [], { kind: 'request', url: record.url });
  }

  #tell(what: string, error: unknown): void {
    if (this.#faulty.has(what)) return;
    this.#faulty.add(what);
    this.#events.onFault(`${what} failed on a message, which is missing there: ${(error as Error).message}`);
  }
}

/** Header lines as text; nearly all are ASCII and stay as they are. */
function readable(lines: HeaderLines): HeaderLines {
  return lines.some((part) => /[^\x00-\x7f]/.test(part)) ? lines.map(headerText) : lines;
}
