import { compileRegExp } from './regexp.js';
import { Unfit } from './unfit.js';

/** Escapes that mean the same in Python's `re` and in JavaScript. */
const SAME = new Set('bBdDfnrsStvwW');

/**
 * A regular expression in Python's syntax (`re.search` on a text) as JavaScript's. What the two write
 * differently is translated; throws an Unfit for what JavaScript has not. `\d`, `\s` and `\w` are ASCII's,
 * which is all that a URL can hold. https://docs.python.org/3/library/re.html#regular-expression-syntax
 */
export function pythonRegExp(pattern: string): RegExp {
  let flags = '';
  const source = pattern.replace(/^\(\?([aiLmsux]+)\)/, (_, letters: string) => {
    for (const letter of new Set(letters)) {
      if (letter === 'x' || letter === 'L') throw new Unfit(`the flag (?${letter}) is not supported`);
      // a, u: about letters outside ASCII.
      if (letter !== 'a' && letter !== 'u') flags += letter;
    }
    return '';
  });
  return compileRegExp(translate(source), flags);
}

function translate(pattern: string): string {
  let out = '';
  let rest = pattern;
  // Puts out what the next characters mean, and takes them off.
  const take = (length: number, meaning = rest.slice(0, length)) => {
    out += meaning;
    rest = rest.slice(length);
  };
  while (rest !== '') {
    if (rest[0] === '\\') {
      const next = rest[1] ?? '';
      if (next === 'A') take(2, '(?<![\\s\\S])');
      else if (next === 'Z' || next === 'z') take(2, '(?![\\s\\S])');
      else take(2, escaped(next, rest));
    } else if (rest[0] === '[') {
      take(classLength(rest), characterClass(rest.slice(0, classLength(rest))));
    } else if (rest.startsWith('(?')) {
      const [length, meaning] = group(rest);
      take(length, meaning);
    } else {
      const range = /^\{,(\d+)\}/.exec(rest);
      if (range) take(range[0].length, `{0,${range[1]}}`);
      else if (/^(?:[*+?]|\{\d+(?:,\d*)?\})\+/.test(rest)) {
        throw new Unfit(
          `the possessive repetition ${rest.slice(0, rest.indexOf('+', 1) + 1)} is not supported`,
        );
      } else take(1);
    }
  }
  return out;
}

function group(rest: string): [length: number, meaning: string] {
  const named = /^\(\?P<([A-Za-z_]\w*)>/.exec(rest);
  if (named) return [named[0].length, `(?<${named[1]}>`];
  const back = /^\(\?P=([A-Za-z_]\w*)\)/.exec(rest);
  if (back) return [back[0].length, `\\k<${back[1]}>`];
  const comment = /^\(\?#[^)]*\)/.exec(rest);
  if (comment) return [comment[0].length, ''];
  const same = /^\(\?(?::|=|!|<=|<!)/.exec(rest);
  if (same) return [same[0].length, same[0]];
  throw new Unfit(`${(/^\(\?[^)]{0,12}/.exec(rest)?.[0] ?? '').trim()}... is not supported`);
}

function escaped(next: string, rest: string): string {
  if (next === '') throw new Unfit('not a regular expression: it ends in a backslash');
  if (next === 'a') return '\\x07';
  const hex = /^\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4})/.test(rest);
  if (/[A-Za-z]/.test(next) && !SAME.has(next) && !hex) throw new Unfit(`\\${next} is not supported`);
  return `\\${next}`;
}

/** Length of the class that a text begins with, brackets included; in Python a `]` that comes first is one of it. */
function classLength(rest: string): number {
  const found = /^\[\^?\]?(?:\\[\s\S]|[^\]\\])*\]/.exec(rest);
  if (!found) throw new Unfit('not a regular expression: a [ without its ]');
  return found[0].length;
}

function characterClass(text: string): string {
  const inner = text.slice(1, -1).replace(/^(\^?)\]/, '$1\\]');
  return `[${inner.replace(/\\([\s\S])/g, (all, next: string, at: number) => escaped(next, inner.slice(at)) || all)}]`;
}
