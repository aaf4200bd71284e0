import { useMemo, useState } from 'preact/hooks';
import { hexDump } from '../../formats/hex-dump.js';
import { shownBytes } from '../../formats/quantity.js';
import type { WireBody } from '../wire.js';
import { readJson } from './json-nodes.js';
import { JsonTree } from './json-tree.js';

/** Characters of a text, and lines of a dump, that are drawn at first. */
const MOST_TEXT = 100_000;
const MOST_LINES = 256;

interface Props {
  readonly body: WireBody;
  /** Whether JSON is shown as the text that it is. */
  readonly raw: boolean;
}

/** What was kept of a body: JSON as a tree or as text, other text, bytes as hex. */
export function BodyPane({ body, raw }: Props) {
  const { text, base64, json } = body;
  const node = useMemo(() => (json === true && text !== undefined ? readJson(text) : null), [text, json]);
  const content = useMemo(() => (base64 === undefined ? null : bytesOf(base64)), [base64]);
  return (
    <div class="body">
      {node !== null && !raw && <JsonTree node={node} />}
      {text !== undefined && (node === null || raw) && <Text text={text} />}
      {content !== null && <Dump content={content} />}
      {text === undefined && base64 === undefined && <p class="none">no body</p>}
      {text === '' && <p class="none">an empty body</p>}
      <Missing body={body} />
    </div>
  );
}

function Text({ text }: { readonly text: string }) {
  const [whole, setWhole] = useState(false);
  const isLong = !whole && text.length > MOST_TEXT;
  return (
    <>
      <pre>{isLong ? text.slice(0, MOST_TEXT) : text}</pre>
      {isLong && (
        <button type="button" class="link" onClick={() => setWhole(true)}>
          {(text.length - MOST_TEXT).toLocaleString('en')} characters more
        </button>
      )}
    </>
  );
}

function Dump({ content }: { readonly content: Uint8Array }) {
  const [lines, setLines] = useState(MOST_LINES);
  const dump = useMemo(() => hexDump(content, lines), [content, lines]);
  const more = content.length - 16 * lines;
  return (
    <>
      <pre class="hex">{dump}</pre>
      {more > 0 && (
        <button type="button" class="link" onClick={() => setLines(lines * 8)}>
          {shownBytes(more)} more
        </button>
      )}
    </>
  );
}

/** What is not there of a body, and why. */
function Missing({ body }: { readonly body: WireBody }) {
  const { truncated, brokenOff, size, kept } = body;
  if (brokenOff) return <p class="missing">The service broke off here.</p>;
  if (!truncated) return null;
  const of = size === null ? '' : ` of ${shownBytes(size)}`;
  return (
    <p class="missing">
      {kept === undefined ? 'The end' : `All behind the first ${shownBytes(kept)}${of}`} was not kept.
    </p>
  );
}

function bytesOf(base64: string): Uint8Array {
  const text = atob(base64);
  const content = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) content[i] = text.charCodeAt(i);
  return content;
}
