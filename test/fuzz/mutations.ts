import fc from 'fast-check';

/** A place in the text, as a part of its length, so that it means something in a text of any length. */
const place = fc.integer({ min: 0, max: 0xffff });

interface Edit {
  readonly at: number;
  /** Bytes that are taken out. */
  readonly without: number;
  /** What is put in. */
  readonly insertion: Uint8Array;
  /** How many times over. */
  readonly times: number;
}

function apply(bytes: Buffer, { at, without, insertion, times }: Edit): Buffer {
  const start = Math.floor((at * (bytes.length + 1)) / 0x10000);
  const pieces = Array.from({ length: times }, () => insertion);
  return Buffer.concat([bytes.subarray(0, start), ...pieces, bytes.subarray(start + without)]);
}

/** Bytes by which all kinds of text are hurt: ends of lines, NUL, what is no UTF-8, what needs several bytes. */
const HURTS = ['\n', '\r\n', '\r', '\0', '\t', ' ', '"', '\\', '\xff', '\xc3', '\xed\xa0\x80', '\u0085'].map(
  (text) => Buffer.from(text, 'latin1'),
);
const CHARACTERS = ['é', '😀', '\u2028', '\u202e', '\ufeff'].map((text) => Buffer.from(text));

/**
 * Real inputs with a few bytes changed: taken out, put in, repeated, or put together of several. `tokens` are what means
 * something in that kind of text. Shrinks to fewer and smaller changes.
 */
export function mutated(
  seeds: readonly Uint8Array[],
  tokens: readonly (string | Uint8Array)[],
  { maxEdits = 6 }: { maxEdits?: number } = {},
): fc.Arbitrary<Buffer> {
  const words = tokens.map((token) => Buffer.from(token as string));
  const slice = fc.tuple(fc.constantFrom(...seeds), place, fc.integer({ min: 1, max: 80 }));
  const insertion = fc.oneof(
    { weight: 1, arbitrary: fc.constant(Buffer.alloc(0)) },
    { weight: 2, arbitrary: fc.constantFrom(...HURTS, ...CHARACTERS) },
    { weight: 4, arbitrary: fc.constantFrom(...words) },
    { weight: 1, arbitrary: fc.uint8Array({ minLength: 1, maxLength: 4 }) },
    {
      weight: 1,
      arbitrary: slice.map(([seed, at, length]) => {
        const start = Math.floor((at * seed.length) / 0x10000);
        return seed.subarray(start, start + length);
      }),
    },
  );
  const edit = fc.record({
    at: place,
    without: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 2000 })),
    insertion,
    times: fc.oneof({ weight: 12, arbitrary: fc.constant(1) }, fc.constantFrom(2, 3, 50)),
  });
  return fc
    .tuple(fc.constantFrom(...seeds), fc.array(edit, { maxLength: maxEdits }))
    .map(([seed, edits]) => edits.reduce(apply, Buffer.from(seed)));
}

/** Cuts a text into pieces, of any sizes. */
export class Cuts {
  readonly places: readonly number[];

  constructor(places: readonly number[]) {
    this.places = places;
  }

  of(bytes: Uint8Array): Uint8Array[] {
    const ends = this.places.map((at) => Math.floor((at * (bytes.length + 1)) / 0x10000));
    let from = 0;
    return [...ends, bytes.length]
      .sort((a, b) => a - b)
      .map((to) => {
        const piece = bytes.subarray(from, to);
        from = to;
        return piece;
      });
  }
}

/** A few cuts, or none. */
export const cuts = fc.array(place, { maxLength: 8 }).map((places) => new Cuts(places));
