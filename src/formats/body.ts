import { type Body, NO_BODY } from '../exchange/message.js';
import { hiddenUrls, isSecretBody } from '../exchange/secret-urls.js';
import { cover, type Secrets } from '../exchange/secrets.js';
import { asciiOrUtf8, asText } from './body-charset.js';
import { undoCodings } from './body-codings.js';
import { hideInText } from './body-secrets.js';
import { type JsonForms, jsonForms } from './json-forms.js';
import { MAY_BE_TOKENS, MAY_BE_URL } from './json-pass/terms.js';
import { indentJson } from './json-text.js';
import { pythonBytes, SHOWN_BYTES } from './python-bytes.js';

/** What is known of the bytes that were kept of a body. */
export interface BodyFacts {
  /** The Content-Type header. */
  readonly contentType?: string | undefined;
  /** The Content-Encoding header. */
  readonly contentEncoding?: string | undefined;
  /** Bytes of the whole body on the wire, null where it broke off before that was known. */
  readonly size: number | null;
  /** Whether all of the body was kept; of one that the service broke off, all that came. */
  readonly complete: boolean;
  /** The service closed the connection within the body. */
  readonly brokenOff: boolean;
  readonly secrets: Secrets;
  /** Of the message: at some, the body is a secret as it stands. */
  readonly url?: string | undefined;
  /** How many bytes may come out where a content coding is undone. */
  readonly limit: number;
}

/**
 * What was kept of a body as it stands in a trace: content codings undone as far as they can be, text where it
 * is text, secrets hidden. Where no coding could be undone the bytes stay as they came; with secrets
 * hidden only as many of them as a format shows, as anybody could undo the coding later.
 */
export function readBody(bytes: Uint8Array, facts: BodyFacts): Body {
  const { body } = readBodyForms(bytes, facts);
  return body instanceof JsonBody ? { ...NO_BODY, ...body, content: body.content } : body;
}

/** A body and, where it is one whole JSON text, the forms of that, until the next text is gone over. */
export interface BodyForms {
  /** The text of one that has forms is decoded when it is asked for, from the bytes as they are then. */
  readonly body: Body;
  readonly forms: JsonForms | null;
}

/** The same as `readBody`; JSON is gone over once for all that a trace shows of it. */
export function readBodyForms(bytes: Uint8Array, facts: BodyFacts): BodyForms {
  const alone = (body: Body): BodyForms => ({ body, forms: null });
  const hide = facts.secrets === 'hash';
  const body = { ...NO_BODY, size: facts.size, brokenOff: facts.brokenOff, truncated: !facts.complete };
  if (bytes.length === 0) return alone(body);

  const ended = facts.complete && !facts.brokenOff;
  const decoded = undoCodings(bytes, facts.contentEncoding, ended, facts.limit);
  if (decoded === null) {
    const content = hide ? bytes.slice(0, SHOWN_BYTES) : bytes;
    return alone({ ...body, content, kept: bytes.length });
  }
  // Codings that end too early, or that made more than the limit, cut the body off as well.
  const truncated = !facts.complete || decoded.used < bytes.length || (ended && !decoded.whole);
  const known = { ...body, kept: decoded.used, truncated };
  const text = asText(decoded.bytes, facts.contentType, !decoded.whole);
  if (text === null) {
    if (hide && isSecretBody(facts.url ?? '')) return alone({ ...known, content: cover('secret', '?') });
    return alone({ ...known, content: hide ? bytesWithoutSecrets(decoded.bytes, facts) : decoded.bytes });
  }
  // A beginning may be JSON by chance (`12` of `1234`); it is not what was sent.
  const source = decoded.whole ? (text.utf8 ?? Buffer.from(text.read())) : null;
  const forms = source === null ? null : jsonForms(source, true, hide);
  if (source === null || forms === null) {
    if (!hide) return alone({ ...known, content: text.read() });
    if (isSecretBody(facts.url ?? '')) return alone({ ...known, content: cover('secret', text.read()) });
    return alone({ ...known, content: hideInText(text.read(), facts.contentType) });
  }
  const read = forms.covered ? unquoted(forms.quoted) : text.read;
  const { seen } = forms;
  if (hide && ((seen & MAY_BE_URL) !== 0 || ((seen & MAY_BE_TOKENS) !== 0 && source.includes('tokens/')))) {
    const covered = typeof read === 'string' ? read : read();
    const content = hiddenUrls(covered);
    // Nobody knows what is left of it where a URL went over the end of a string: it is gone over once more.
    if (content !== covered) {
      const forms = truncated || facts.brokenOff ? null : jsonForms(Buffer.from(content), true, false);
      return { body: { ...known, content, json: true }, forms };
    }
  }
  // What is missing of it stands below it, which the forms do not have.
  return { body: new JsonBody(known, read), forms: truncated || facts.brokenOff ? null : forms };
}

/** The text of which this is the inside of a JSON string. */
function unquoted(inside: Buffer): string {
  return JSON.parse(`"${asciiOrUtf8(inside)}"`) as string;
}

/** A body that is JSON. Its text as a string is rarely asked for where its forms are there. */
class JsonBody implements Body {
  readonly json = true;
  readonly size: number | null;
  readonly kept: number;
  readonly truncated: boolean;
  readonly brokenOff: boolean;
  #content: string | (() => string);

  constructor({ size, kept, truncated, brokenOff }: Body, content: string | (() => string)) {
    this.size = size;
    this.kept = kept;
    this.truncated = truncated;
    this.brokenOff = brokenOff;
    this.#content = content;
  }

  get content(): string {
    if (typeof this.#content !== 'string') this.#content = this.#content();
    return this.#content;
  }
}

/**
 * Bytes that are no text but begin like one (JSON in an old charset, a form with one wrong byte) would show a
 * secret in what a format prints of them. Latin-1 has a character for each byte, so that they can be treated as text.
 */
function bytesWithoutSecrets(bytes: Uint8Array, facts: BodyFacts): Uint8Array {
  const likeText = /^\s*(?:text\/|[^;]*(?:json|xml|form))/i.test(facts.contentType ?? '');
  if (!likeText && !/^\s*[[{<"]/.test(Buffer.from(bytes.subarray(0, 64)).toString('latin1'))) return bytes;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const shown = hideInText(text, facts.contentType);
  return shown === text ? bytes : Buffer.from(shown, 'latin1');
}

/** A body as the log and body.md show it. */
export interface ShownBody {
  /** null: there is none. */
  readonly text: string | null;
  /** Whether it is one whole JSON text. */
  readonly json: boolean;
}

const NOTHING: ShownBody = { text: null, json: false };

/**
 * How a body is shown: JSON indented, text as it is, the beginning of anything else as Python prints bytes;
 * and in a last line what is missing of it (format.md, 1).
 */
export function shownBody(body: Body): ShownBody {
  const { content } = body;
  // That it is JSON, a stranger's journal may say of anything.
  const json = body.json && typeof content === 'string' ? indentJson(content) : null;
  const text =
    content === null || content.length === 0
      ? null
      : typeof content !== 'string'
        ? `${pythonBytes(content.subarray(0, SHOWN_BYTES))}...`
        : (json ?? content);
  const notes: string[] = [];
  // Of bytes that are no text only the beginning is shown in any case.
  if (body.truncated && (text === null || typeof content === 'string')) {
    notes.push(`... (truncated: ${body.kept} of ${body.size ?? 'unknown'} bytes)`);
  }
  if (body.brokenOff) notes.push('... (broken off by the service)');
  if (notes.length === 0) return text === null ? NOTHING : { text, json: json !== null };
  return { text: (text === null ? notes : [text, ...notes]).join('\n'), json: json !== null };
}
