/**
 * JSON as it was sent: numbers digit by digit, keys that stand there twice, in their order. JSON.parse would
 * round 12345678901234567890 and keep the last of two keys.
 */
export type JsonNode =
  | {
      readonly kind: 'object';
      readonly members: readonly { readonly key: string; readonly value: JsonNode }[];
    }
  | { readonly kind: 'array'; readonly items: readonly JsonNode[] }
  | { readonly kind: 'string'; readonly text: string }
  /** `text` as it was written. */
  | { readonly kind: 'number' | 'boolean' | 'null'; readonly text: string };

/** Nesting beyond which a text is not read. */
const DEEPEST = 500;

const SPACE = /[ \t\n\r]*/y;
const STRING = /"[^"\\]*(?:\\.[^"\\]*)*"/sy;
const ATOM = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** Reads a whole JSON text; null: it is none. */
export function readJson(text: string): JsonNode | null {
  let at = 0;

  const token = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found === null) return null;
    at = pattern.lastIndex;
    return found[0];
  };

  const skip = (character: string): boolean => {
    token(SPACE);
    if (text[at] !== character) return false;
    at++;
    return true;
  };

  const string = (): string => {
    token(SPACE);
    const quoted = token(STRING);
    if (quoted === null) throw new SyntaxError('no string');
    return JSON.parse(quoted) as string;
  };

  const value = (depth: number): JsonNode => {
    if (depth > DEEPEST) throw new SyntaxError('too deep');
    token(SPACE);
    if (text[at] === '"') return { kind: 'string', text: string() };
    if (skip('{')) {
      const members: { key: string; value: JsonNode }[] = [];
      if (skip('}')) return { kind: 'object', members };
      do {
        const key = string();
        if (!skip(':')) throw new SyntaxError('no colon');
        members.push({ key, value: value(depth + 1) });
      } while (skip(','));
      if (!skip('}')) throw new SyntaxError('no end');
      return { kind: 'object', members };
    }
    if (skip('[')) {
      const items: JsonNode[] = [];
      if (skip(']')) return { kind: 'array', items };
      do items.push(value(depth + 1));
      while (skip(','));
      if (!skip(']')) throw new SyntaxError('no end');
      return { kind: 'array', items };
    }
    const atom = token(ATOM);
    if (atom === null) throw new SyntaxError('no value');
    return { kind: atom === 'null' ? 'null' : /^[tf]/.test(atom) ? 'boolean' : 'number', text: atom };
  };

  try {
    const node = value(0);
    token(SPACE);
    return at === text.length ? node : null;
  } catch {
    return null;
  }
}

/** How many values are in one, itself included; as soon as there are more than `most`, that. */
export function countNodes(node: JsonNode, most: number): number {
  let count = 1;
  const inner =
    node.kind === 'object'
      ? node.members.map((member) => member.value)
      : node.kind === 'array'
        ? node.items
        : [];
  for (const one of inner) {
    if (count >= most) break;
    count += countNodes(one, most - count);
  }
  return count;
}
