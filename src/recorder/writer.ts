import { STATUS_CODES } from 'node:http';
import { TRACE_FILES, type TraceFile } from '../config/trace-files.js';
import { type HeaderLines, headerText, headerValue } from '../exchange/headers.js';
import type { Body, Message } from '../exchange/message.js';
import { hiddenHeaders } from '../exchange/secret-headers.js';
import { hiddenUrl, hiddenUrls } from '../exchange/secret-urls.js';
import { type BodyFacts, type BodyForms, readBody, readBodyForms, shownBody } from '../formats/body.js';
import type { ImageAgreement } from '../formats/journal.js';
import type { FileState } from './append-file.js';
import { DiagramSink } from './diagram-sink.js';
import { ImageDigests } from './image-digests.js';
import type { MessageRecord, TappedBody } from './record.js';
import type { Sink, SinkMessage } from './sink.js';
import { documentSink, journalSink, logSink } from './sinks.js';
import type { Owed, WriterSettings } from './writer-messages.js';

/** What the writer tells of itself. */
export interface WriterEvents {
  readonly onFileState: (state: FileState) => void;
  readonly onFault: (message: string) => void;
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  return chunks.length === 1 ? (chunks[0] as Uint8Array) : Buffer.concat(chunks);
}

const NOTHING_OWED: Owed = { missing: 0, unnoted: 0 };

/** Bytes that are kept of a body which is neither text nor whole. */
const GLIMPSE = 4096;

/** Turns records into messages that people can read, and gives them to the sinks. */
export class Writer {
  readonly #settings: WriterSettings;
  readonly #events: WriterEvents;
  readonly #diagram: DiagramSink | null;
  /** Messages so far, where there is no diagram to count them. */
  #messages = 0;
  readonly #sinks: readonly Sink[];
  readonly #images = new ImageDigests();
  readonly #faulty = new Set<string>();
  #lost = 0;

  /** @param more sinks beside the four files. */
  constructor(settings: WriterSettings, events: WriterEvents, more: readonly Sink[] = []) {
    this.#settings = settings;
    this.#events = events;
    const onState = events.onFileState;
    const { log, dir, files = TRACE_FILES } = settings;
    this.#diagram = files.includes('diagram') ? new DiagramSink(dir, onState) : null;
    const sinks: Record<TraceFile, () => Sink | null> = {
      log: () => logSink(log, onState),
      diagram: () => this.#diagram,
      body: () => documentSink(dir, onState),
      journal: () => journalSink(dir, onState),
    };
    this.#sinks = [
      ...TRACE_FILES.filter((file) => files.includes(file)).flatMap((file) => sinks[file]() ?? []),
      ...more,
    ];
  }

  /** Renders and writes records. A sink that throws loses that message, which is noted there, counted, and told once. */
  write(records: readonly MessageRecord[]): void {
    this.#diagram?.look();
    for (const record of records) this.#write(record);
    this.flush();
  }

  #write(record: MessageRecord): void {
    let sinkMessage: SinkMessage;
    try {
      // First, as the forms of JSON are there until the next text is gone over.
      const lateRequestBody = this.#lateRequestBody(record);
      const { body, forms } = this.#body(record);
      const message = this.#message(record, body);
      const imageDigest = this.#imageDigest(record, message);
      sinkMessage = {
        record: this.#hidden(record),
        message,
        forms,
        shown: forms === null ? shownBody(body) : null,
        lateRequestBody,
        imageDigest,
        place: (this.#diagram?.size ?? this.#messages++) + 1,
      };
    } catch (error) {
      this.#lost += 1;
      this.#tell('the renderer', error);
      this.leftOut(1);
      return;
    }
    let missing = false;
    for (const sink of this.#sinks) {
      try {
        sink.write(sinkMessage);
      } catch (error) {
        missing = true;
        this.#tell(sink.name, error);
        this.#noteGap(sink, 1);
      }
    }
    if (missing) this.#lost += 1;
  }

  /** Notes that messages never came here; whoever left them out counts them. */
  leftOut(messages: number): void {
    for (const sink of this.#sinks) this.#noteGap(sink, messages);
  }

  /** Whether everything is with the kernel. */
  flush(): boolean {
    return this.#sinks.map((sink) => this.#attempt(sink, () => sink.flush()) ?? false).every(Boolean);
  }

  /** What the files do not have yet, or will never have. */
  get owed(): Owed {
    const owed = this.#sinks.map((sink) => this.#attempt(sink, () => sink.owed) ?? NOTHING_OWED);
    return {
      missing: Math.max(...owed.map(({ missing }) => missing)) + this.#lost,
      unnoted: Math.max(...owed.map(({ unnoted }) => unnoted)),
    };
  }

  reopen(): void {
    for (const sink of this.#sinks) this.#attempt(sink, () => sink.reopen());
  }

  /** Gives the number of messages that came here and are missing in at least one file. */
  close(): number {
    const missing = this.#sinks.map((sink) => this.#attempt(sink, () => sink.close()) ?? 0);
    return Math.max(...missing) + this.#lost;
  }

  #noteGap(sink: Sink, lost: number): void {
    this.#attempt(sink, () => sink.noteGap(lost));
  }

  /** Whatever a sink throws, the others go on. */
  #attempt<T>(sink: Sink, act: () => T): T | undefined {
    try {
      return act();
    } catch (error) {
      this.#tell(sink.name, error);
      return undefined;
    }
  }

  #imageDigest(record: MessageRecord, message: Message): ImageAgreement | null {
    // What it brings to light stands in the journal; whoever writes documents alone leaves it to the other thread.
    const { digest, files = TRACE_FILES } = this.#settings;
    if (!digest || !(files.includes('log') || files.includes('journal'))) return null;
    const found = this.#images.see(record, message);
    if (found !== null && (found.md5 === 'differs' || found.sha512 === 'differs')) {
      this.#events.onFault(
        `the data of image ${found.image}, which passed in exchange ${found.exchange}, is not what Glance's checksum says`,
      );
    }
    return found;
  }

  #message(record: MessageRecord, body: Body): Message {
    const { secrets } = this.#settings;
    const head = {
      number: record.number,
      id: record.id,
      from: record.from,
      service: record.service,
      method: record.method,
      url: hiddenUrl(headerText(record.url), secrets),
      headers: hiddenHeaders(readable(record.headers), secrets),
      body,
    };
    if (record.kind === 'request') return { kind: 'request', ...head };
    const reason = headerText(record.reason) || (STATUS_CODES[record.status] ?? '');
    return { kind: 'response', ...head, status: record.status, reason };
  }

  /** The record with what no message shows, and the journal does, made readable as well. */
  #hidden(record: MessageRecord): MessageRecord {
    if (record.kind === 'request') return record;
    const { secrets } = this.#settings;
    const { failure } = record;
    if (failure === null && record.requestTrailers.length + record.responseTrailers.length === 0)
      return record;
    return {
      ...record,
      requestTrailers: hiddenHeaders(readable(record.requestTrailers), secrets),
      responseTrailers: hiddenHeaders(readable(record.responseTrailers), secrets),
      // It may name a URL.
      failure:
        failure === null || secrets === 'plain'
          ? failure
          : { ...failure, message: hiddenUrls(failure.message) },
    };
  }

  #body(record: MessageRecord): BodyForms {
    const { body, headers } = record;
    const read = readBodyForms(joined(body.chunks), this.#facts(body, headers, record));
    return read.forms === null ? { body: glimpse(read.body), forms: null } : read;
  }

  #lateRequestBody(record: MessageRecord): Body | null {
    if (record.kind !== 'response' || record.requestBody === null) return null;
    const { requestBody, requestHeaders, url } = record;
    const facts = this.#facts(requestBody, requestHeaders ?? [], { kind: 'request', url });
    return glimpse(readBody(joined(requestBody.chunks), facts));
  }

  #facts(
    body: TappedBody,
    headers: HeaderLines,
    { kind, url }: Pick<MessageRecord, 'kind' | 'url'>,
  ): BodyFacts {
    // Of a response that broke off, what came is all there is; of a request, its caller left.
    const brokenOff = kind === 'response' && body.brokenOff;
    return {
      contentType: headerValue(headers, 'content-type'),
      contentEncoding: headerValue(headers, 'content-encoding'),
      size: body.size,
      complete: brokenOff ? body.kept < this.#settings.captureLimit : body.kept === body.size,
      brokenOff,
      url,
      secrets: this.#settings.secrets,
      limit: this.#settings.captureLimit,
    };
  }

  #tell(what: string, error: unknown): void {
    if (this.#faulty.has(what)) return;
    this.#faulty.add(what);
    this.#events.onFault(`${what} failed on a message, which is missing there: ${(error as Error).message}`);
  }
}

/** A body without most of it where it is the beginning of an image: that is for a look at it, nothing can be made of more. */
function glimpse(body: Body): Body {
  const { content, truncated } = body;
  if (!(content instanceof Uint8Array) || !truncated || content.length <= GLIMPSE) return body;
  return { ...body, content: content.subarray(0, GLIMPSE), kept: GLIMPSE };
}

/** Header lines as text; nearly all are ASCII and stay as they are. */
function readable(lines: HeaderLines): HeaderLines {
  return lines.some((part) => /[^\x00-\x7f]/.test(part)) ? lines.map(headerText) : lines;
}
