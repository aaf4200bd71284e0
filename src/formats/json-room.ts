import { cover } from '../exchange/secrets.js';
import { isTokenName, SECRET_TAILS, textKeySecretKind, unescaped } from './json-keys.js';
import { NARROW, WIDE } from './json-pass/compiled.js';
import { MARGIN, SECRET, TOKEN, TOKEN_ITSELF, UNUSUAL } from './json-pass/terms.js';
import { readableString } from './json-strings.js';

/** What of WebAssembly (https://webassembly.github.io/spec/js-api) is used: its types come with a browser's, none of which is here. */
declare const WebAssembly: {
  validate(bytes: Uint8Array): boolean;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
};

/** What json-pass/pass.ts exports. */
interface Pass {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  readonly logEnd: { readonly value: number };
  readonly docEnd: { readonly value: number };
  readonly quoEnd: { readonly value: number };
  readonly covered: { readonly value: number };
  readonly seen: { readonly value: number };
  readonly forms: (
    source: number,
    length: number,
    logBegin: number,
    docBegin: number,
    quoBegin: number,
    most: number,
    stackBegin: number,
    tails: number,
    indent: boolean,
    hide: boolean,
  ) => number;
}

/** Bytes of rooms that are kept for the next text; larger ones are given back. */
const KEPT = 4 << 20;
const SMALLEST = 64 << 10;

const PAGE = 64 << 10;
/** Where in the first page the pass finds which keys may be secret; what it has for itself stands before. */
const TAILS = PAGE - SECRET_TAILS.length;

const modules = new Map<string, object>();

/** The pass as compiled for processors that can do sixteen bytes at a time, or for all. */
function moduleFor(wide: boolean): object {
  const text = wide ? WIDE : NARROW;
  let module = modules.get(text);
  if (module === undefined) {
    module = new WebAssembly.Module(Buffer.from(text, 'base64'));
    modules.set(text, module);
  }
  return module;
}

let wideIsValid: boolean | null = null;

/** Whether the processor can, and V8 on it (x64 with SSE4.1, arm64). Half a millisecond, the first time. */
export function canWide(): boolean {
  wideIsValid ??= WebAssembly.validate(Buffer.from(WIDE, 'base64'));
  return wideIsValid;
}

/** The memory in which the pass goes over one text after another, each of at most half of `size` bytes. */
export class Room {
  readonly size: number;
  readonly #pass: Pass;
  readonly #bytes: Buffer;
  readonly #source = PAGE;
  readonly #log: number;
  readonly #doc: number;
  readonly #quo: number;
  readonly #stack: number;

  /** @param size bytes of each form. Throws a RangeError where there is no memory for that. */
  constructor(size: number, wide = canWide()) {
    this.size = size;
    this.#log = this.#source + size;
    this.#doc = this.#log + size;
    this.#quo = this.#doc + size;
    this.#stack = this.#quo + size;
    const imports = {
      keyKind: (from: number, to: number, escaped: number, inToken: number) =>
        this.#keyKind(from, to, escaped !== 0, inToken !== 0),
      instead: (
        kind: number,
        from: number,
        to: number,
        log: number,
        doc: number,
        quo: number,
        rest: number,
      ) => this.#instead(kind, from, to, { log, doc, quo, rest }),
    };
    const instance = new WebAssembly.Instance(moduleFor(wide), { pass: imports });
    this.#pass = instance.exports as Pass;
    const { memory } = this.#pass;
    // Of half of the bytes each may open a container.
    memory.grow(Math.ceil((this.#stack + size / 2 - memory.buffer.byteLength) / PAGE));
    this.#bytes = Buffer.from(memory.buffer);
    this.#bytes.set(SECRET_TAILS, TAILS);
  }

  /** Goes over a text, and gives how that ended (json-pass/terms.ts). */
  goOver(text: Uint8Array, indent: boolean, hide: boolean): number {
    const { length } = text;
    this.#bytes.set(text, this.#source);
    const most = this.size - MARGIN;
    const [log, doc, quo] = [this.#log, this.#doc, this.#quo];
    return this.#pass.forms(this.#source, length, log, doc, quo, most, this.#stack, TAILS, indent, hide);
  }

  /** What the text became, which is valid until the next one is gone over. */
  get forms(): { covered: boolean; seen: number; indented: Buffer; inner: Buffer; quoted: Buffer } {
    const { covered, seen, logEnd, docEnd, quoEnd } = this.#pass;
    return {
      covered: covered.value !== 0,
      seen: seen.value,
      indented: this.#bytes.subarray(this.#log, logEnd.value),
      inner: this.#bytes.subarray(this.#doc, docEnd.value),
      quoted: this.#bytes.subarray(this.#quo, quoEnd.value),
    };
  }

  #keyKind(from: number, to: number, escaped: boolean, inToken: boolean): number {
    const key = this.#bytes.toString('utf8', from, to);
    const kind = textKeySecretKind(key, escaped, inToken);
    if (kind === null) return 0;
    if (kind === 'secret') return SECRET;
    return isTokenName(escaped ? unescaped(key) : key) ? TOKEN | TOKEN_ITSELF : TOKEN;
  }

  #instead(
    kind: number,
    from: number,
    to: number,
    { log, doc, quo, rest }: { log: number; doc: number; quo: number; rest: number },
  ): number {
    const inside = this.#bytes.toString('utf8', from, to);
    const covers = kind !== 0;
    const text = covers
      ? cover(kind === TOKEN ? 'token' : 'secret', unescaped(inside))
      : readableString(inside);
    const size = Buffer.byteLength(text);
    if (Math.max(doc - this.#doc, quo - this.#quo) + size + rest > this.size - MARGIN) return -1;
    this.#bytes.write(text, log);
    this.#bytes.write(text, doc);
    if (covers) this.#bytes.write(text, quo);
    // What covers a secret has nothing of that: *, {, }, letters and digits.
    return !covers && /[`<\x85\u2028\u2029]/.test(text) ? size | UNUSUAL : size;
  }
}

let kept: Room | null = null;

/** The room that the last text left, or one for so many bytes where that is too small; null: there is no memory for that. */
export function roomFor(bytes: number): Room | null {
  if (kept !== null && bytes <= kept.size) return kept;
  try {
    return new Room(Math.max(bytes, SMALLEST));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Leaves a room to the next text. */
export function leaveRoom(room: Room): void {
  if (room.size <= KEPT) kept = room;
}
