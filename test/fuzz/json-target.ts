import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cover, type SecretKind, secretKind } from '../../src/exchange/secrets.js';
import { jsonForms } from '../../src/formats/json-forms.js';
import { MAY_BE_UNUSUAL, MAY_BE_URL } from '../../src/formats/json-pass/terms.js';
import { readableString } from '../../src/formats/json-strings.js';
import { type Lexeme, lexemes, parses } from './json-lexemes.js';
import { mutated } from './mutations.js';
import { JSON_SEEDS, JSON_TOKENS } from './seeds.js';
import { target } from './target.js';

const isToken = (name: string) => name.toLowerCase() === 'token';

/** The tree with what is secret in it covered, by the rules as they are written in secrets.ts. */
function covered(tree: Lexeme, kind: SecretKind | null, inToken = false): Lexeme {
  if (tree.kind === 'array') return { ...tree, items: tree.items.map((item) => covered(item, kind)) };
  if (tree.kind === 'object') {
    return {
      ...tree,
      members: tree.members.map(([key, value]) => {
        const name = JSON.parse(key) as string;
        const of = inToken && name === 'id' ? 'token' : secretKind(name);
        return [key, covered(value, of, of === 'token' && isToken(name))] as const;
      }),
    };
  }
  if (kind === null) return tree;
  if (tree.text.startsWith('"'))
    return { ...tree, text: `"${cover(kind, JSON.parse(tree.text) as string)}"`, at: -1 };
  return kind === 'secret' && /^[-\d]/.test(tree.text) ? { ...tree, text: '"***"', at: -1 } : tree;
}

/** Indented by two spaces; what was covered stays as it is. */
function indented(tree: Lexeme, margin = ''): string {
  if (tree.kind === 'scalar')
    return tree.at >= 0 && tree.text.startsWith('"') ? readableString(tree.text) : tree.text;
  const inner = `${margin}  `;
  const lines =
    tree.kind === 'array'
      ? tree.items.map((item) => inner + indented(item, inner))
      : tree.members.map(([key, value]) => `${inner}${readableString(key)}: ${indented(value, inner)}`);
  const [open, close] = tree.kind === 'array' ? '[]' : '{}';
  return lines.length === 0 ? `${open}${close}` : `${open}\n${lines.join(',\n')}\n${margin}${close}`;
}

/** In each place of the text where a scalar stands, what stands there in the covered tree; all else as it was. */
function inPlace(text: string, before: Lexeme, after: Lexeme): string {
  const changes: [at: number, length: number, text: string][] = [];
  const walk = (a: Lexeme, b: Lexeme): void => {
    if (a.kind === 'scalar' && b.kind === 'scalar') {
      if (b.at < 0) changes.push([a.at, a.text.length, b.text]);
    } else if (a.kind === 'array' && b.kind === 'array') {
      for (const [i, item] of a.items.entries()) walk(item, b.items[i] as Lexeme);
    } else if (a.kind === 'object' && b.kind === 'object') {
      for (const [i, [, value]] of a.members.entries()) walk(value, (b.members[i] as [string, Lexeme])[1]);
    }
  };
  walk(before, after);
  let rest = text;
  for (const [at, length, by] of changes.reverse()) rest = rest.slice(0, at) + by + rest.slice(at + length);
  return rest;
}

/** What jsonForms gives, as texts of their own; its forms must agree with each other. */
function rewritten(source: Buffer, indent: boolean, hide: boolean) {
  const forms = jsonForms(source, indent, hide);
  if (forms === null) return null;
  const [shown, inner, quoted] = [forms.indented, forms.inner, forms.quoted].map(String) as [
    string,
    string,
    string,
  ];
  const hidden = JSON.parse(`"${quoted}"`) as string;
  assert.equal(JSON.stringify(hidden), `"${quoted}"`, 'the quoted form is as JSON.stringify has it');
  if (indent) assert.equal(inner, shown.replaceAll('\n', '\n    '));
  if (!forms.covered) assert.equal(hidden, String(source));
  if ((forms.seen & MAY_BE_URL) === 0) assert.doesNotMatch(hidden, /[@=%]/);
  if ((forms.seen & MAY_BE_UNUSUAL) === 0) assert.doesNotMatch(shown, /[`<\x85\u2028\u2029]/);
  return { hidden, indented: shown };
}

function check(source: Buffer): void {
  const text = source.toString();
  const plain = rewritten(source, true, false);
  const hidden = rewritten(source, false, true);
  const both = rewritten(source, true, true);
  assert.equal(plain !== null, parses(text), 'what is JSON is what JSON.parse takes');
  assert.deepEqual([hidden === null, both === null], [plain === null, plain === null]);
  if (plain === null || hidden === null || both === null) return;

  const tree = lexemes(text);
  const safe = covered(tree, null);
  assert.equal(plain.hidden, text);
  assert.equal(plain.indented, indented(tree));
  assert.equal(hidden.hidden, inPlace(text, tree, safe));
  assert.equal(hidden.indented, hidden.hidden);
  assert.equal(both.hidden, hidden.hidden);
  assert.equal(both.indented, indented(safe));
  assert.deepEqual(JSON.parse(plain.indented), JSON.parse(text));
  assert.deepEqual(JSON.parse(both.indented), JSON.parse(hidden.hidden));
  // Once written it stays, and what is hidden is not hidden again.
  assert.equal(rewritten(Buffer.from(plain.indented), true, false)?.indented, plain.indented);
  assert.equal(rewritten(Buffer.from(hidden.hidden), false, true)?.hidden, hidden.hidden);
  assert.equal(rewritten(Buffer.from(hidden.hidden), true, false)?.indented, both.indented);
}

/** The indenter and hider of JSON. */
export const JSON_TARGET = target(
  'json',
  'JSON is told from what is none, indented and hidden as a slow reader does it',
  1500,
  fc.property(mutated(JSON_SEEDS, JSON_TOKENS), check),
);
