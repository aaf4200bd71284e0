import { shownBytes } from '../../formats/quantity.js';
import type { WireMessage } from '../wire.js';
import { BodyPane } from './body-pane.js';

/** The headers that the proxy adds, lower case. */
const OURS = /^x-requestshook-request-(?:id|from)$/i;

interface Props {
  readonly title: string;
  /** The line that the message began with. */
  readonly line: string;
  readonly message: WireMessage;
  readonly raw: boolean;
  readonly onRaw: () => void;
  readonly onCopy: () => void;
}

/** A request or a response, whole. */
export function MessagePane({ title, line, message, raw, onRaw, onCopy }: Props) {
  const { headers, trailers, body } = message;
  return (
    <section class="message" aria-label={title}>
      <header>
        <h3>{title}</h3>
        <span class="size">{body.size === null ? 'size not known' : shownBytes(body.size)}</span>
        {body.json === true && (
          <button type="button" aria-pressed={raw} onClick={onRaw} title="Raw text (r)">
            raw
          </button>
        )}
        <button type="button" onClick={onCopy} title="Copy this message as text">
          copy
        </button>
      </header>
      <p class="first-line">{line}</p>
      <Headers pairs={headers} label={`${title} headers`} />
      <BodyPane body={body} raw={raw} />
      {trailers !== undefined && <Headers pairs={trailers} label={`${title} trailers`} />}
    </section>
  );
}

function Headers({ pairs, label }: { readonly pairs: WireMessage['headers']; readonly label: string }) {
  return (
    <dl class="headers" aria-label={label}>
      {pairs.map(([name, value], i) => {
        const ours = OURS.test(name);
        return (
          <div key={i} class={ours ? 'ours' : undefined}>
            <dt>{name}</dt>
            <dd>
              {value}
              {ours && (
                <span class="mark" title="Added by requestshook">
                  ours
                </span>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** A message as text, as it went over the wire, but for what the trace hides. */
export function messageText(line: string, { headers, body }: WireMessage): string {
  const head = headers.map(([name, value]) => `${name}: ${value}\n`).join('');
  return `${line}\n${head}\n${body.text ?? (body.base64 === undefined ? '' : `(base64) ${body.base64}`)}`;
}
