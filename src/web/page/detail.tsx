import { useEffect, useRef, useState } from 'preact/hooks';
import type { WireExchange } from '../wire.js';
import { duration } from './amounts.js';
import type { Calls } from './calls.js';
import { copyText } from './copy.js';
import { DetailFacts } from './detail-facts.js';
import { MessagePane, messageText } from './message-pane.js';
import type { View } from './view.js';

interface Props {
  readonly calls: Calls;
  /** Of the call that is shown. */
  readonly number: number;
  /** Changes when the call has ended, so that it is read again. */
  readonly ended: boolean;
  readonly raw: boolean;
  readonly onRaw: () => void;
  readonly onClose: () => void;
  readonly onView: (change: Partial<View>) => void;
  readonly onSaid: (said: string) => void;
  /** Gives what is shown, for the keys that copy. */
  readonly onExchange: (exchange: WireExchange | null) => void;
}

const requestLine = ({ method, url }: WireExchange) => `${method} ${url}`;
const responseLine = ({ status, reason }: WireExchange) => `${status ?? ''} ${reason ?? ''}`.trim();

/** One call, with every header and byte that the trace has of it. */
export function Detail(props: Props) {
  const { calls, number, ended, raw, onRaw, onClose, onView, onSaid, onExchange } = props;
  const [loaded, setLoaded] = useState<WireExchange | string | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const leaving = new AbortController();
    void (async () => {
      try {
        const response = await fetch(`/api/calls/${number}`, { signal: leaving.signal });
        const answer = response.ok
          ? ((await response.json()) as WireExchange)
          : (await response.text()).trim();
        setLoaded(answer);
        onExchange(typeof answer === 'string' ? null : answer);
      } catch {
        if (!leaving.signal.aborted) setLoaded('requestshook does not answer. Is it still running?');
      }
    })();
    return () => leaving.abort();
  }, [number, ended]);

  const exchange = typeof loaded === 'object' && loaded?.number === number ? loaded : null;
  const i = calls.indexOf(number);
  const call = i < 0 ? null : calls.call(i);
  const copy = (what: string, text: string) =>
    void copyText(text).then((ok) => onSaid(ok ? `${what} copied` : `${what} could not be copied`));
  return (
    <aside class="detail" aria-label={`Call ${number}`}>
      <header class="detail-head">
        <h2 ref={heading} tabIndex={-1}>
          <span class="call-number">{number}</span>
          {call !== null && (
            <>
              <span class="who">
                {call.from} → {call.service}
              </span>{' '}
              <b class="method">{call.method}</b> <span class="path">{call.shown}</span>{' '}
              <b class={`status s${Math.floor(call.status / 100)}`}>
                {call.status === 0 ? 'no response yet' : `${call.status} ${call.reason}`}
              </b>
              <span class="facts">{duration(calls.duration(i))}</span>
            </>
          )}
        </h2>
        <span class="actions">
          {exchange?.curl != null && (
            <button
              type="button"
              onClick={() => copy('curl command', exchange.curl ?? '')}
              title="Copy as a curl command (c)"
            >
              copy as curl
            </button>
          )}
          <button
            type="button"
            class="close"
            onClick={onClose}
            aria-label="Close the detail"
            title="Close (esc)"
          >
            ×
          </button>
        </span>
      </header>
      {typeof loaded === 'string' && <p class="missing">{loaded}</p>}
      {exchange !== null && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
        <section class="detail-body" tabIndex={0} aria-label="Detail">
          <DetailFacts calls={calls} exchange={exchange} onView={onView} />
          <div class="messages">
            <MessagePane
              title="Request"
              line={requestLine(exchange)}
              message={exchange.request}
              raw={raw}
              onRaw={onRaw}
              onCopy={() => copy('request', messageText(requestLine(exchange), exchange.request))}
            />
            {exchange.response === null ? (
              <section class="message" aria-label="Response">
                <header>
                  <h3>Response</h3>
                </header>
                <p class="missing">
                  None in the trace{exchange.failure === null ? '.' : `: ${exchange.failure.message}`}
                </p>
              </section>
            ) : (
              <MessagePane
                title="Response"
                line={responseLine(exchange)}
                message={exchange.response}
                raw={raw}
                onRaw={onRaw}
                onCopy={() =>
                  exchange.response &&
                  copy('response', messageText(responseLine(exchange), exchange.response))
                }
              />
            )}
          </div>
        </section>
      )}
    </aside>
  );
}
