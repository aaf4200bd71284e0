import type { ComponentChildren } from 'preact';
import { shownBytes, shownDuration } from '../../formats/quantity.js';
import type { WireExchange } from '../wire.js';
import { clock, count, duration } from './amounts.js';
import type { Calls } from './calls.js';
import { causedBy, tokenUses } from './relations.js';
import type { View } from './view.js';

/** How a caller came to be known, for people. */
const KNOWN_BY: Readonly<Record<string, string>> = {
  header: 'named itself by X-Requestshook-Request-From',
  listener: 'named by the listener, or the traced command',
  process: 'the process at the other end of the connection',
  rule: 'named by a rule',
  inference: 'inferred from what was under way',
  'user-agent': 'the User-Agent’s first word',
  unknown: 'not known',
};

const ENDED: Readonly<Record<string, string>> = {
  clientGone: 'the caller left before the response was whole',
  upstreamFailed: 'the service failed',
  refused: 'the proxy answered by itself',
};

/** Caused calls that are listed. */
const MOST_LISTED = 12;

interface Props {
  readonly calls: Calls;
  readonly exchange: WireExchange;
  readonly onView: (change: Partial<View>) => void;
}

/** What is known of a call beside its two messages. */
export function DetailFacts({ calls, exchange, onView }: Props) {
  const { number, id, caller, startedAt, outcome, failure, reference, request, response } = exchange;
  const i = calls.indexOf(number);
  const parent = i < 0 ? 0 : calls.parent.at(i);
  const caused = i < 0 ? [] : causedBy(calls, number);
  const sizes = [
    request.body.size === null ? null : `sent ${shownBytes(request.body.size)}`,
    response === null || response.body.size === null ? null : `received ${shownBytes(response.body.size)}`,
  ].filter((text) => text !== null);
  return (
    <dl class="detail-facts">
      {failure !== null && (
        <Fact name="failure">
          <span class="failure">{failure.message}</span> <code>{failure.code}</code>
        </Fact>
      )}
      {outcome !== null && ENDED[outcome] !== undefined && <Fact name="outcome">{ENDED[outcome]}</Fact>}
      {startedAt !== null && (
        <Fact name="time">
          <time dateTime={new Date(startedAt).toISOString()} title={new Date(startedAt).toString()}>
            {clock(startedAt)}
          </time>
          <Times exchange={exchange} />
        </Fact>
      )}
      {sizes.length > 0 && <Fact name="bodies">{sizes.join(', ')}</Fact>}
      {caller !== null && (
        <Fact name="caller">
          {caller.name}, {KNOWN_BY[caller.source] ?? caller.source}{' '}
          {caller.reason !== undefined && <code>{caller.reason}</code>}
          {caller.confidence === 'guess' && ' (a guess)'}
        </Fact>
      )}
      {caller?.process !== undefined && (
        <Fact name="process">
          {caller.process.pid} <code>{caller.process.command}</code>
        </Fact>
      )}
      {parent > 0 && (
        <Fact name="cause">
          <CallLink calls={calls} number={parent} onView={onView} />
        </Fact>
      )}
      {caused.length > 0 && (
        <Fact name="caused">
          {caused.slice(0, MOST_LISTED).map((other) => (
            <CallLink key={other} calls={calls} number={other} onView={onView} />
          ))}
          {caused.length > MOST_LISTED && ` and ${caused.length - MOST_LISTED} more`}
        </Fact>
      )}
      {i >= 0 && <Tokens calls={calls} call={i} onView={onView} />}
      {reference !== null && (
        <Fact name="reference">
          {reference.url === null ? (
            reference.title
          ) : (
            <a href={reference.url} target="_blank" rel="noreferrer noopener">
              {reference.title}
            </a>
          )}{' '}
          <code>
            {reference.method} {reference.path}
          </code>
        </Fact>
      )}
      {id !== null && (
        <Fact name="id">
          <code>{id}</code>
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** How long it took to send, until the response began, and to receive it. */
function Times({ exchange }: { readonly exchange: WireExchange }) {
  const { requestComplete, responseHead, responseComplete } = exchange.timing ?? {};
  if (responseComplete == null) return null;
  const sent = requestComplete ?? 0;
  const waited = responseHead == null ? 0 : Math.max(0, responseHead - sent);
  const received = responseHead == null ? 0 : responseComplete - responseHead;
  const share = (ms: number) => ({ flexGrow: `${Math.max(ms, responseComplete / 100)}` });
  return (
    <>
      <span class="times" aria-hidden="true">
        <i class="sending" style={share(Math.min(sent, responseHead ?? sent))} />
        <i class="waiting" style={share(waited)} />
        <i class="receiving" style={share(received)} />
      </span>
      {requestComplete != null && <span>sent in {shownDuration(requestComplete)}, </span>}
      {responseHead != null && (
        <span>
          waited {shownDuration(waited)}, received in {shownDuration(received)},{' '}
        </span>
      )}
      <span>{shownDuration(responseComplete)} in all</span>
    </>
  );
}

interface CallLinkProps {
  readonly calls: Calls;
  readonly number: number;
  readonly onView: (change: Partial<View>) => void;
}

function CallLink({ calls, number, onView }: CallLinkProps) {
  const i = calls.indexOf(number);
  if (i < 0) return <span>{number} </span>;
  const { method, shown, service, status } = calls.call(i);
  return (
    <button
      type="button"
      class="link call-link"
      onClick={() => onView({ call: number })}
      title={duration(calls.duration(i))}
    >
      <b>{number}</b> {service} {method} {shown} {status === 0 ? '' : status}
    </button>
  );
}

interface TokensProps {
  readonly calls: Calls;
  readonly call: number;
  readonly onView: (change: Partial<View>) => void;
}

/** Where else the tokens of a call are met. */
function Tokens({ calls, call, onView }: TokensProps) {
  const own = calls.token.at(call);
  const subject = calls.subject.at(call);
  const tokens = [
    { token: own, what: 'sent with' },
    ...(subject === own ? [] : [{ token: subject, what: 'about' }]),
  ].filter(({ token }) => token > 0);
  return (
    <>
      {tokens.map(({ token, what }) => {
        const others = tokenUses(calls, token);
        return (
          <Fact key={what} name="token">
            {what}{' '}
            {others === 1 ? (
              'one that no other call has'
            ) : (
              <button type="button" class="link" onClick={() => onView({ token })}>
                the same token in {count(others, 'call')}
              </button>
            )}
          </Fact>
        );
      })}
    </>
  );
}
