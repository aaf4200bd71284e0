import { createReadStream, createWriteStream, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Flags } from '../config/flags.js';
import type { Settings } from '../config/settings.js';
import { OutputError, RequestshookError, UsageError } from '../exchange/errors.js';
import type { Lang } from '../formats/diagram-words.js';
import { shownEnvironment } from '../formats/page-launch.js';
import type { EndedExchange } from '../proxy/live-exchange.js';
import type { TraceMessage } from '../trace/message.js';
import { readMessages } from '../trace/open.js';
import { makePrivateFolder } from './environment-files.js';
import { StdoutCopy } from './output-copy.js';
import { snippetFolder } from './page-place.js';
import { writePage } from './page-writer.js';

/** The page of a run: its own messages alone, whatever else is in the trace. */
export class RunPage {
  /** Takes a copy of what the command writes. */
  readonly output = new StdoutCopy();
  readonly #dir: string;
  readonly #folder: string;
  readonly #lang: Lang;
  readonly #settings: Settings;
  readonly #command: readonly string[];
  /** Where the journal ended before the run. */
  readonly #start: number;
  readonly #ids = new Set<string>();

  private constructor(dir: string, flags: Flags, settings: Settings, command: readonly string[]) {
    this.#dir = dir;
    this.#folder = snippetFolder(dir, typeof flags.base === 'string' ? flags.base : undefined);
    this.#lang = flags.lang === 'ko' ? 'ko' : 'en';
    this.#settings = settings;
    this.#command = command;
    this.#start = sizeOf(this.#journal);
  }

  /** null: no page was asked for. Throws where none could be written, before the command is run in vain. */
  static from(flags: Flags, settings: Settings, command: readonly string[]): RunPage | null {
    if (typeof flags.page !== 'string') return null;
    if (!settings.files.includes('journal'))
      throw new UsageError('--page: the page is made from the journal: add it to --files');
    try {
      mkdirSync(flags.page, { recursive: true });
    } catch (error) {
      throw new OutputError(`${flags.page} cannot be made: ${(error as Error).message}`, { cause: error });
    }
    return new RunPage(flags.page, flags, settings, command);
  }

  /** An exchange of the run has ended. */
  add({ start }: EndedExchange): void {
    this.#ids.add(start.mark.id);
  }

  /** Writes the page, when the trace is written. Gives the status of the run; where the page failed it is no success. */
  async write(status: number): Promise<number> {
    const copy = makePrivateFolder();
    try {
      // A journal of many runs is long; only its end is read.
      const journal = join(copy.path, 'journal.ndjson');
      const start = sizeOf(this.#journal) < this.#start ? 0 : this.#start;
      await pipeline(createReadStream(this.#journal, { start }), createWriteStream(journal));
      await writePage(
        {
          dir: this.#dir,
          folder: this.#folder,
          command: this.#command,
          output: this.output.text,
          status,
          environment: shownEnvironment(process.env),
          log: this.#settings.log,
          lang: this.#lang,
        },
        this.#messages(journal),
      );
      process.stderr.write(`Page: ${join(this.#dir, 'index.md')}\n`);
      return status;
    } catch (error) {
      if (!(error instanceof RequestshookError)) throw error;
      process.stderr.write(`requestshook: no page: ${error.message}\n`);
      return status === 0 ? 1 : status;
    } finally {
      copy.remove();
    }
  }

  get #journal(): string {
    return join(this.#settings.dir, 'journal.ndjson');
  }

  async *#messages(journal: string): AsyncGenerator<TraceMessage> {
    if (sizeOf(journal) === 0) return;
    // Another run may write to the same files.
    for await (const traced of readMessages(journal)) if (this.#ids.has(traced.message.id)) yield traced;
  }
}

/** Bytes of a file, 0 where there is none. */
function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
