import fc from 'fast-check';

/** A JSON text as a tree of lexemes, so that tests know what belongs where without parsing it. */
export type Tree = string | { readonly items: readonly Tree[] } | { readonly members: readonly Member[] };
export type Member = readonly [key: string, value: Tree];

const STRINGS = fc.oneof(
  fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text)),
  fc.constantFrom(
    '""',
    '"\\/"',
    '"\\\\u0041"',
    '"\\u0041"',
    '"\\ud800"',
    '"\\uD83D\\uDE00"',
    '"\\u0007\\u202E"',
  ),
);
const NUMBERS = fc.oneof(
  fc.constantFrom('0', '-0', '1.0', '1E400', '12345678901234567890', '-1.50e-03', '1e+2'),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => JSON.stringify(number)),
);

/** Any JSON text; `keys` also gives keys that matter to a test, `values` what stands under them. */
export function trees(keys: fc.Arbitrary<string> = STRINGS): fc.Arbitrary<Tree> {
  return fc.letrec<{ tree: Tree }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      STRINGS,
      NUMBERS,
      fc.constantFrom('true', 'false', 'null'),
      fc.array(tie('tree'), { maxLength: 4 }).map((items) => ({ items })),
      fc.array(fc.tuple(keys, tie('tree')), { maxLength: 4 }).map((members) => ({ members })),
    ),
  })).tree;
}

/** The tree as text; `space` gives the white space at the next place where some may stand. */
export function write(tree: Tree, space: () => string = () => ''): string {
  if (typeof tree === 'string') return tree;
  const parts =
    'items' in tree
      ? tree.items.map((item) => space() + write(item, space) + space())
      : tree.members.map(
          ([key, value]) => `${space()}${key}${space()}:${space()}${write(value, space)}${space()}`,
        );
  const inside = parts.length === 0 ? space() : parts.join(',');
  return 'items' in tree ? `[${inside}]` : `{${inside}}`;
}

/** The tree indented by two spaces, written the slow and obvious way; `string` may rewrite strings. */
export function indented(tree: Tree, string: (lexeme: string) => string, margin = ''): string {
  if (typeof tree === 'string') return tree.startsWith('"') ? string(tree) : tree;
  const inner = `${margin}  `;
  const lines =
    'items' in tree
      ? tree.items.map((item) => inner + indented(item, string, inner))
      : tree.members.map(([key, value]) => `${inner}${string(key)}: ${indented(value, string, inner)}`);
  const [open, close] = 'items' in tree ? '[]' : '{}';
  return lines.length === 0 ? `${open}${close}` : `${open}\n${lines.join(',\n')}\n${margin}${close}`;
}

/** White space for `write`, different from place to place. */
export const spaces = fc
  .array(fc.constantFrom('', '', ' ', '\n', '\t', '\r\n  '), { minLength: 1, maxLength: 20 })
  .map((choices) => {
    let next = 0;
    return () => choices[next++ % choices.length] as string;
  });
