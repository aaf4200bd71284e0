import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';
import { ConfigError } from '../exchange/errors.js';

/** Loaded with the first text: a proxy without a config file is ready sooner. */
function yaml(): typeof Yaml {
  return createRequire(import.meta.url)('yaml') as typeof Yaml;
}

/** A key's way through mappings (names) and lists (indices). */
export type KeyPath = readonly PropertyKey[];

/** What a YAML or JSON text says, and where. */
export interface ParsedText {
  /** Plain values; null: the text is empty. */
  readonly value: unknown;
  /** A path as people write it: `services.keystone.url`, `callers[0].address`. */
  name(path: KeyPath): string;
  /** `file:line:column` of the value at a path, of its nearest parent where it is not there. */
  place(path: KeyPath): string;
  /** The same for a key itself. */
  placeOfKey(path: KeyPath): string;
}

/**
 * Reads YAML, and JSON, which is nearly all YAML. `duplicates`: the last of two equal keys wins, as in
 * JSON; otherwise it is refused. Throws a ConfigError that names the line.
 */
export function parseText(text: string, file: string, options: { duplicates?: boolean } = {}): ParsedText {
  const { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, visit } = yaml();
  const lines = new LineCounter();
  const doc = parseDocument(text.replace(/^\uFEFF/, ''), {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: !options.duplicates,
  });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line || 1}:${col || 1}`;
  };
  const wrong = doc.errors[0] ?? doc.warnings[0];
  if (wrong) {
    const message =
      wrong.code === 'DUPLICATE_KEY'
        ? `the key ${keyAt(text, wrong.pos[0])} stands here twice`
        : `not ${/\.json$/i.test(file) ? 'JSON' : 'YAML'}: ${wrong.message}`;
    throw new ConfigError(`${at(wrong.pos[0])}: ${message.replace(/\s+/g, ' ')}`);
  }
  visit(doc, {
    Alias(_, alias) {
      if (alias.resolve(doc)) return;
      throw new ConfigError(`${at(alias.range?.[0] ?? 0)}: *${alias.source} stands for nothing before it`);
    },
  });
  let value: unknown;
  try {
    value = doc.toJS();
  } catch (error) {
    // Aliases that multiply ("billion laughs").
    throw new ConfigError(`${at(0)}: ${(error as Error).message}`, { cause: error });
  }
  const steps = (path: KeyPath, last: 'key' | 'value') => at(offsetOf(doc.contents, path, last));
  const name = (path: KeyPath) => pathText(value, path);
  return { value, name, place: (path) => steps(path, 'value'), placeOfKey: (path) => steps(path, 'key') };

  function offsetOf(root: Yaml.Node | null, path: KeyPath, last: 'key' | 'value'): number {
    let node: unknown = root;
    let offset = root?.range?.[0] ?? 0;
    for (const [i, step] of path.entries()) {
      if (isAlias(node)) node = node.resolve(doc);
      let key: unknown = null;
      let next: unknown;
      if (isMap(node)) {
        const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
        key = pair?.key;
        next = pair?.value;
      } else if (isSeq(node)) next = node.items[Number(step)];
      const target = i === path.length - 1 && last === 'key' && key ? key : next;
      const start = startOf(target) ?? startOf(key);
      if (start === undefined) break;
      offset = start;
      node = next;
    }
    return offset;
  }
}

function startOf(node: unknown): number | undefined {
  const { isNode, isPair } = yaml();
  return isNode(node) && !isPair(node) ? node.range?.[0] : undefined;
}

function keyAt(text: string, offset: number): string {
  return JSON.stringify(/^["']?([^"':\s]+)/.exec(text.slice(offset))?.[1] ?? '');
}

/** Without the indices of a list that the text gave as a single value. */
function pathText(value: unknown, path: KeyPath): string {
  let text = '';
  let inner = value;
  for (const step of path) {
    if (typeof step === 'number' && !Array.isArray(inner)) break;
    text += typeof step === 'number' ? `[${step}]` : `${text && '.'}${String(step)}`;
    inner = (inner as Record<PropertyKey, unknown> | null | undefined)?.[step];
  }
  return text;
}
