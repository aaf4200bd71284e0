import { cover, type SecretKind } from '../exchange/secrets.js';
import { isTokenName, textKeySecretKind, unescaped } from './json-keys.js';

/** An open `{` or `[`: what an `id` in it means, and what the elements of an array are. */
interface Open {
  readonly inToken: boolean;
  readonly kind: SecretKind | null;
}

const TOP: Open = { inToken: false, kind: null };

// What has a meaning outside of strings; the rest (colons, numbers, words, damage) is passed over.
const MARK = /["{}[\],]/g;
const BARE = /[^\s,\]}"[{]+/y;
const COLON = /\s*:/y;
const SPACE = /\s*/y;

/**
 * The index after the closing quote of the string that begins at `at`, or -1 where the text ends before.
 * Damaged text is found again at the next line: a JSON string holds no line feed. Secrets may
 * (`multiline`): rather too much is hidden.
 */
function stringEnd(text: string, at: number, multiline: boolean): number {
  for (let i = at + 1; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x22) return i + 1;
    if (c === 0x5c) i++;
    else if (c === 0x0a && !multiline) return i;
  }
  return -1;
}

function matchEnd(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

/**
 * The same as `hideInJson` for what is not one whole JSON text: cut off at the capture limit, damaged, or several
 * texts in a row. No other character changes. A secret that is cut off itself is `***`, a token as well: the
 * digest of a part would name nothing.
 */
export function hideInCutJson(text: string): string {
  let shown = '';
  let from = 0;
  const open: Open[] = [];
  let here = TOP;
  let kind: SecretKind | null = null;
  let underToken = false;
  let i = 0;

  const hide = (begin: number, end: number, covered: string) => {
    shown += text.slice(from, begin) + covered;
    from = end;
  };

  // A number, or what else stands without quotes where a secret is expected.
  const hideBare = (at: number): number => {
    if (kind !== 'secret') return at;
    const begin = matchEnd(SPACE, text, at);
    const end = matchEnd(BARE, text, begin);
    if (end < 0) return begin;
    if (!/^(?:null|true|false)$/.test(text.slice(begin, end))) hide(begin, end, '"***"');
    return end;
  };

  for (;;) {
    MARK.lastIndex = i;
    const mark = MARK.exec(text);
    if (mark === null) break;
    i = mark.index;
    const c = mark[0];
    if (c === '"') {
      const end = stringEnd(text, i, kind !== null);
      const colon = end < 0 || kind !== null ? -1 : matchEnd(COLON, text, end);
      if (end < 0) {
        if (kind !== null && i + 1 < text.length) hide(i + 1, text.length, '***');
        break;
      }
      if (colon >= 0) {
        const key = text.slice(i + 1, end - 1);
        kind = textKeySecretKind(key, true, here.inToken);
        underToken = kind === 'token' && isTokenName(unescaped(key));
        i = hideBare(colon);
        continue;
      }
      if (kind !== null) hide(i + 1, end - 1, cover(kind, unescaped(text.slice(i + 1, end - 1))));
      kind = here.kind;
      i = end;
      continue;
    }
    if (c === '{' || c === '[') {
      open.push(here);
      here = { inToken: c === '{' && underToken, kind: c === '[' ? kind : null };
    } else if (c !== ',') here = open.pop() ?? TOP;
    kind = here.kind;
    underToken = false;
    i = hideBare(i + 1);
  }
  return shown + text.slice(from);
}
