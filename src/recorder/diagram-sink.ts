import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { diagramLine } from '../formats/diagram.js';
import { parseVariables, renderVariables } from '../formats/variables.js';
import { type Variable, VariableNames } from '../openstack/variables.js';
import { AppendFile, type FileState } from './append-file.js';
import { countMessages } from './count-messages.js';
import type { Sink, SinkMessage } from './sink.js';
import { missingHere } from './sinks.js';
import type { Owed } from './writer-messages.js';

/** Names that are remembered; a trace that goes on for weeks must not need more and more memory. */
const MOST_NAMES = 50_000;

/**
 * diagram.md, and beside it variables.md with the values of the names in it. A trace that is there is
 * continued, with its numbers and names; where somebody takes the files away, both begin anew.
 */
export class DiagramSink implements Sink {
  readonly name = 'diagram.md';
  readonly #diagram: AppendFile;
  readonly #variables: AppendFile;
  #names: VariableNames;
  #fresh: Variable[] = [];
  /** Whether variables.md has the head of its table. */
  #begun = false;
  #size = 0;
  #lost = 0;

  constructor(dir: string, onState: (state: FileState) => void) {
    const gapNote = (lost: number) => `%% ${missingHere(lost)}\n`;
    this.#diagram = new AppendFile(join(dir, 'diagram.md'), { unit: 'line', gapNote }, onState);
    this.#variables = new AppendFile(join(dir, 'variables.md'), { unit: 'line', gapNote: () => '' }, onState);
    this.#names = this.#namesFrom([]);
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
    else if (names) {
      this.#begun = false;
      this.#show(this.#names.table());
    }
  }

  write({ message }: SinkMessage): void {
    this.#diagram.append(`${diagramLine(message, { names: this.#names })}\n`);
    this.#size += 1;
    if (this.#fresh.length > 0) this.#show(this.#fresh.splice(0));
  }

  #show(rows: readonly Variable[]): void {
    if (rows.length === 0) return;
    const table = renderVariables(rows);
    // The head of the table stands once.
    this.#variables.append(this.#begun ? table.split('\n').slice(2).join('\n') : table);
    this.#begun = true;
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

  #namesFrom(known: readonly Variable[]): VariableNames {
    return new VariableNames(known, { limit: MOST_NAMES, onNew: (variable) => this.#fresh.push(variable) });
  }

  #continue(): void {
    this.#size = countMessages(this.#diagram.path) + this.#diagram.waiting;
    const known = parseVariables(textOf(this.#variables.path));
    this.#names = this.#namesFrom(known);
    this.#begun = known.length > 0;
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
