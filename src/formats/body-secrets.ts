import { hiddenForm, hiddenUrls } from '../exchange/secret-urls.js';
import { cover, secretKind } from '../exchange/secrets.js';
import { hideInCutJson } from './json-cut.js';

const FORM = /^\s*application\/x-www-form-urlencoded\b/i;
const LOOKS_LIKE_JSON = /^[\s\uFEFF]*[[{"]/;
const LOOKS_LIKE_XML = /^[\s\uFEFF]*</;

// "password": "..." or 'password': u'...' within any text: an error message, a log, a script.
const QUOTED = /(["'])([\w:.-]{2,64})\1(\s*[:=]\s*u?)(?:"((?:[^"\\]|\\.)*)("|$)|'((?:[^'\\]|\\.)*)('|$))/g;

// <password>...</password>, password="..." (Keystone v2, SOAP), and a value that is cut off.
const ELEMENT = /<([\w:.-]{2,64})((?:\s[^<>]*)?)>([^<]+)(?=<|$)/g;
const ATTRIBUTE = /(?<![\w:.-])([\w:.-]{2,64})(\s*=\s*)"([^"<]*)("|$)/g;

// name="password" of a part of multipart/form-data, its other headers, an empty line, the value.
const PART =
  /(\bname="([^"\r\n]{1,64})"[^\r\n]*\r?\n(?:[^\r\n]+\r?\n){0,8}\r?\n)([\s\S]*?)(?=\r?\n--|$(?![\s\S]))/g;

function hideInProse(text: string): string {
  return text.replace(
    QUOTED,
    (whole, quote, name: string, mark: string, double, doubleEnd, single, singleEnd) => {
      const kind = secretKind(name);
      if (kind === null) return whole;
      const open = double !== undefined ? '"' : "'";
      const value: string = double ?? single;
      // Empty where the value is cut off at the end of the text.
      const close: string = doubleEnd ?? singleEnd;
      return quote + name + quote + mark + open + cover(close === '' ? 'secret' : kind, value) + close;
    },
  );
}

function hideInXml(text: string): string {
  return text
    .replace(ELEMENT, (whole, name: string, attributes: string, value: string) => {
      const kind = secretKind(name);
      return kind === null || value.trim() === '' ? whole : `<${name}${attributes}>${cover(kind, value)}`;
    })
    .replace(ATTRIBUTE, (whole, name: string, equals: string, value: string, end: string) => {
      const kind = secretKind(name);
      return kind === null ? whole : `${name}${equals}"${cover(end ? kind : 'secret', value)}${end}`;
    });
}

function hideInParts(text: string): string {
  return text.replace(PART, (whole, before: string, name: string, value: string) => {
    const kind = secretKind(name);
    return kind === null ? whole : before + cover(kind, value);
  });
}

/** A text that is not one whole JSON text with what is secret in it hidden; no other character changes. */
export function hideInText(text: string, contentType: string | undefined): string {
  if (contentType !== undefined && FORM.test(contentType)) return hiddenForm(text);
  if (contentType !== undefined && /^\s*multipart\//i.test(contentType)) return hideInParts(text);
  let shown = hideInProse(hiddenUrls(LOOKS_LIKE_JSON.test(text) ? hideInCutJson(text) : text));
  if (LOOKS_LIKE_XML.test(shown)) shown = hideInXml(shown);
  return shown;
}
