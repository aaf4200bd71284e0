import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { diagramLine } from '../formats/diagram.js';
import { parseVariables, renderVariables } from '../formats/variables.js';
import { VariableNames } from '../openstack/variables.js';
import { AppendFile, type FileState } from './append-file.js';
import { countMessages } from './count-messages.js';
import type { Sink, SinkMessage } from './sink.js';
import { missingHere } from './sinks.js';
import type { Owed } from './writer-messages.js';

/**
 * diagram.md, and beside it variables.md with the values of the names in it. A trace that is there is
 * continued, with its numbers and names; where somebody takes the files away, both begin anew.
 */
export class DiagramSink implements Sink {
  readonly name = 'diagram.md';
  readonly #diagram: AppendFile;
  readonly #variables: AppendFile;
  #names = new VariableNames();
  /** Names that stand in variables.md. */
  #shown = 0;
  #size = 0;
  #lost = 0;

  constructor(dir: string, onState: (state: FileState) => void) {
    const gapNote = (lost: number) => `%% ${missingHere(lost)}\n`;
    this.#diagram = new AppendFile(join(dir, 'diagram.md'), { unit: 'line', gapNote }, onState);
    this.#variables = new AppendFile(join(dir, 'variables.md'), { unit: 'line', gapNote: () => '' }, onState);
    this.#continue();
  }

  /** Messages in the diagram, those that wait to be written included. */
  get size(): number {
    return this.#size;
  }

  /** Notices where somebody took the files away, so that what comes next is numbered and named anew. */
  look(): void {
    const names = this.#variables.look();
    if (this.#diagram.look()) this.#continue();
    // The diagram goes on with its names, so its table does.
    else if (names) this.#shown = 0;
  }

  write({ message }: SinkMessage): void {
    this.#diagram.append(`${diagramLine(message, { names: this.#names })}\n`);
    this.#size += 1;
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
    this.look();
    const diagram = this.#diagram.flush();
    // What is left out gets no number.
    this.#size -= this.#diagram.lost - this.#lost;
    this.#lost = this.#diagram.lost;
    return this.#variables.flush() && diagram;
  }

  get owed(): Owed {
    return this.#diagram.owed;
  }

  reopen(): void {
    this.flush();
    this.#diagram.reopen();
    this.#variables.reopen();
    this.#continue();
  }

  close(): number {
    this.#variables.close();
    return this.#diagram.close();
  }

  #continue(): void {
    this.#size = countMessages(this.#diagram.path) + this.#diagram.waiting;
    this.#names = new VariableNames(parseVariables(textOf(this.#variables.path)));
    this.#shown = this.#names.size;
  }
}

/** Text of a file, `` where there is none that can be read. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
