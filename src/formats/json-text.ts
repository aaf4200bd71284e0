import { jsonForms } from './json-forms.js';

function bytesOf(text: string | Uint8Array): Uint8Array {
  return typeof text === 'string' ? Buffer.from(text) : text;
}

/** Whether a text (UTF-8 where it is bytes) is one whole JSON text, by the letter of RFC 8259. */
export function isJson(text: string | Uint8Array): boolean {
  return jsonForms(bytesOf(text), false, false) !== null;
}

/**
 * JSON indented by two spaces, losslessly: key order, duplicate keys and number lexemes stay, `[]` and
 * `{}` where they are empty, and strings but for `\u` escapes of printable characters, which become those.
 * A text that would grow beyond 16 times its length (and 256 KiB), or is nested deeper than 4096, stays
 * as it came: indentation grows with the square of the depth.
 *
 * @returns null: it is not one whole JSON text.
 */
export function indentJson(text: string): string | null {
  return jsonForms(bytesOf(text), true, false)?.indented.toString() ?? null;
}

/**
 * JSON with the values of secret keys hidden and no other byte changed; the text is UTF-8.
 *
 * @returns null: it is not one whole JSON text.
 */
export function hideInJson(text: string | Uint8Array): string | null {
  return jsonForms(bytesOf(text), false, true)?.indented.toString() ?? null;
}

/** Both in one pass over the text. */
export function indentHiddenJson(text: string | Uint8Array): string | null {
  return jsonForms(bytesOf(text), true, true)?.indented.toString() ?? null;
}
