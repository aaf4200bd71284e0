import { TRACE_FILES, type TraceFile } from '../config/trace-files.js';
import type { MessageRecord, Trace } from './record.js';
import { Recorder, type RecorderEvents, type TraceSummary } from './recorder.js';
import type { WriterSettings } from './writer-messages.js';

/** What takes messages that several processes met. */
export type SharedRecorder = Trace &
  Pick<Recorder, 'recordPacked' | 'leftOut' | 'whenNotBehind' | 'reopen' | 'close'>;

/** Written by the second thread. */
const DOCUMENTS: readonly TraceFile[] = ['diagram', 'body'];

/** Whether there is work for two threads. */
export function canBeSplit(files: readonly TraceFile[]): boolean {
  return files.some((file) => DOCUMENTS.includes(file)) && files.some((file) => !DOCUMENTS.includes(file));
}

/**
 * A recorder whose files are written by two threads, where one would be slower than several processes together: one writes
 * requests.log and the journal, one body.md and the diagram. Each file has one writer and the same order.
 */
export class SplitRecorder implements SharedRecorder {
  readonly #log: Recorder;
  readonly #documents: Recorder;

  constructor(settings: WriterSettings, events: RecorderEvents) {
    const { files = TRACE_FILES } = settings;
    const isDocument = (file: TraceFile) => DOCUMENTS.includes(file);
    this.#log = new Recorder({ ...settings, files: files.filter((file) => !isDocument(file)) }, events);
    this.#documents = new Recorder({ ...settings, files: files.filter(isDocument) }, events);
  }

  nextNumber(): number {
    return this.#log.nextNumber();
  }

  record(record: MessageRecord): void {
    this.#log.record(record);
    this.#documents.record(record);
  }

  recordPacked(packed: Buffer, number: number, links: readonly number[]): void {
    this.#log.recordPacked(packed, number, links);
    this.#documents.recordPacked(packed, number, links);
  }

  leftOut(messages: number): void {
    this.#log.leftOut(messages);
    this.#documents.leftOut(messages);
  }

  whenNotBehind(go: () => void): void {
    this.#log.whenNotBehind(() => this.#documents.whenNotBehind(go));
  }

  reopen(): void {
    this.#log.reopen();
    this.#documents.reopen();
  }

  /** As of one: `lost` is the larger number, for what is missing in one file is missing in the other as a rule. */
  async close(): Promise<TraceSummary> {
    const [log, documents] = await Promise.all([this.#log.close(), this.#documents.close()]);
    return { messages: log.messages, lost: Math.max(log.lost, documents.lost) };
  }
}
