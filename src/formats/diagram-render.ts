import { type DiagramItem, isBlock } from './diagram-blocks.js';
import type { PlacedMessage } from './diagram-calls.js';
import { messageText } from './diagram-text.js';
import { DIAGRAM_WORDS, type DiagramWords, type Lang } from './diagram-words.js';

export interface RenderOptions {
  readonly lang: Lang;
  /** Shows by activation bars which request caused which calls. */
  readonly bars?: boolean;
}

/**
 * The lines of a diagram, without line breaks, to be included under `sequenceDiagram` and
 * `autonumber`. The number of each message is its place in the whole trace: behind a `loop` the
 * count goes on with `autonumber N`.
 */
export function renderItems(items: readonly DiagramItem[], { lang, bars }: RenderOptions): string[] {
  const writer = new LineWriter(DIAGRAM_WORDS[lang], bars ? new Bars(items) : null);
  writer.write(items, '');
  return writer.lines;
}

/** The lines of a diagram, and the number of its first message. */
export interface DiagramText {
  readonly lines: readonly string[];
  readonly first: number;
}

/** A whole diagram, with a line break at its end. */
export function wholeDiagram({ lines, first }: DiagramText): string {
  const number = first === 1 ? 'autonumber' : `autonumber ${first}`;
  return ['sequenceDiagram', number, ...lines].map((line, i) => `${i ? '    ' : ''}${line}\n`).join('');
}

/** Whole diagrams as Markdown: a fenced block each, for GitHub, GitLab and MkDocs alike. */
export function fencedDiagrams(diagrams: readonly DiagramText[]): string {
  // No line of a diagram begins with a backtick.
  return diagrams.map((diagram) => `\`\`\` mermaid\n${wholeDiagram(diagram)}\`\`\`\n`).join('\n');
}

class LineWriter {
  readonly lines: string[] = [];
  readonly #words: DiagramWords;
  readonly #bars: Bars | null;
  /** Where the count has to go on, where that is not by itself. */
  #jump: number | null = null;

  constructor(words: DiagramWords, bars: Bars | null) {
    this.#words = words;
    this.#bars = bars;
  }

  write(items: readonly DiagramItem[], indent: string): void {
    for (const item of items) {
      if (this.#jump !== null) this.lines.push(`${indent}autonumber ${this.#jump}`);
      this.#jump = null;
      if (!isBlock(item)) {
        this.lines.push(indent + (this.#bars?.line(item, this.#words) ?? item.line));
        continue;
      }
      const { kind, first, last } = item;
      const heading =
        kind === 'opt'
          ? this.#words.ownToken(messageText(item.service))
          : this.#words.repeated(item.count, first, last);
      this.lines.push(`${indent}${kind} ${heading}`);
      this.write(item.items, `${indent}  `);
      this.lines.push(`${indent}end`);
      if (kind === 'loop') this.#jump = last + 1;
    }
  }
}

/** The activation bars of a diagram: one for each request that is answered in it. */
class Bars {
  readonly #shown: ReadonlySet<number>;
  readonly #open = new Map<string, number[]>();

  constructor(items: readonly DiagramItem[]) {
    this.#shown = new Set(shownPlaces(items));
  }

  /** The line of a message, with the sign that begins or ends a bar. */
  line({ message, line, place, partner, cause }: PlacedMessage, words: DiagramWords): string {
    const answered = partner !== null && this.#shown.has(partner);
    if (message.kind === 'response') {
      if (!answered) return line;
      this.#close(message.service, partner);
      return line.replace('->>', '->>-');
    }
    // Where several bars stand side by side, or none does, the bars alone do not tell.
    const tells = cause === null || this.#open.get(message.from)?.at(-1) === cause;
    if (answered) this.#of(message.service).push(place);
    const shown = tells ? line : `${line} ${words.because(cause)}`;
    return answered ? shown.replace('->>', '->>+') : shown;
  }

  #of(service: string): number[] {
    const places = this.#open.get(service) ?? [];
    this.#open.set(service, places);
    return places;
  }

  #close(service: string, place: number): void {
    const places = this.#of(service);
    places.splice(places.lastIndexOf(place), 1);
  }
}

function* shownPlaces(items: readonly DiagramItem[]): Generator<number> {
  for (const item of items) {
    if (isBlock(item)) yield* shownPlaces(item.items);
    else yield item.place;
  }
}
