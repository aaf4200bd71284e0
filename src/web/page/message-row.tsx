import { bytes as shownBytes, duration as shownDuration } from './amounts.js';
import type { Call } from './calls.js';
import { SLOW } from './filter.js';
import type { Lanes } from './lanes.js';
import { Path } from './path.js';

interface Props {
  readonly row: number;
  readonly top: number;
  readonly call: Call;
  readonly isResponse: boolean;
  /** Of the message in the trace. */
  readonly number: number;
  readonly time: string;
  readonly duration: number;
  readonly bytes: number;
  readonly isLost: boolean;
  readonly isFailed: boolean;
  readonly isSelected: boolean;
  /** Pixels: the lifelines of the caller and the service. */
  readonly from: number;
  readonly to: number;
  readonly lanes: Lanes;
  readonly count: number;
  readonly onOpen: (call: number) => void;
}

/** An arrow from one lifeline to another, and what it says. */
export function MessageRow(props: Props) {
  const { row, top, call, isResponse, number, time, isLost, isFailed, isSelected, lanes, count, onOpen } =
    props;
  const [begin, end] = isResponse ? [props.to, props.from] : [props.from, props.to];
  const isSelf = begin === end;
  const left = Math.min(begin, end);
  const span = isSelf ? 26 : Math.abs(end - begin);
  const leftward = end < begin;
  const slow = isResponse && props.duration >= SLOW;
  const kind = [
    'row',
    isResponse ? 'response' : 'request',
    isFailed ? 'failed' : '',
    isSelected ? 'selected' : '',
    slow ? 'slow' : '',
  ].join(' ');
  // The text begins at the left end of the arrow, and where there is more room, ends at its right end.
  const room = lanes.width - left - 16;
  const otherRoom = left + span - lanes.gutter - 12;
  const rightward = lanes.width - left < lanes.width * 0.45 || (room < needed(props) && otherRoom > room);
  const text = rightward
    ? { right: `${lanes.width - left - span + 9}px`, maxWidth: `${otherRoom}px` }
    : { left: `${left + 9}px`, maxWidth: `${room}px` };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the focus and its keys.
    <div
      id={`row-${row}`}
      class={kind}
      role="option"
      tabIndex={-1}
      aria-selected={isSelected}
      aria-setsize={count}
      aria-posinset={row + 1}
      style={{ top: `${top}px` }}
      onClick={() => onOpen(call.number)}
    >
      <span class="unseen">{spoken(props)}</span>
      <span class="number" aria-hidden="true">
        {number}
      </span>
      <span class="time" aria-hidden="true">
        {time}
      </span>
      <span class={`text ${rightward ? 'rightward' : ''}`} style={text} aria-hidden="true">
        {isResponse ? <ResponseText {...props} slow={slow} /> : <RequestText call={call} isLost={isLost} />}
      </span>
      <i
        class={`arrow ${isSelf ? 'self' : leftward ? 'leftward' : ''}`}
        style={{ left: `${left}px`, width: `${span}px` }}
      />
    </div>
  );
}

/** Pixels that a text takes, about. */
function needed({ call, isResponse }: Props): number {
  return isResponse
    ? 7.5 * (call.reason.length + 4) + 120
    : 7.4 * (call.method.length + call.shown.length + 2);
}

function RequestText({ call, isLost }: { readonly call: Call; readonly isLost: boolean }) {
  return (
    <>
      <b class="method">{call.method}</b> <Path text={call.shown} />
      {isLost && call.status === 0 && <span class="note">no response</span>}
    </>
  );
}

function ResponseText({ call, duration, bytes, slow }: Props & { readonly slow: boolean }) {
  return (
    <>
      <b class={`status s${Math.floor(call.status / 100)}`}>{call.status}</b> {call.reason}
      <span class="facts">
        {!Number.isNaN(duration) && <span class={slow ? 'slow-time' : ''}>{shownDuration(duration)}</span>}
        {shownBytes(bytes) !== '' && <span>{shownBytes(bytes)}</span>}
      </span>
      {call.failure !== null && <span class="note">{call.failure}</span>}
    </>
  );
}

function spoken({ call, isResponse, number, duration, isLost }: Props): string {
  const { from, service, method, shown, status, reason } = call;
  if (!isResponse)
    return `${number}. ${from} to ${service}: ${method} ${shown}${isLost ? ', no response' : ''}`;
  const took = Number.isNaN(duration) ? '' : `, ${shownDuration(duration)}`;
  return `${number}. ${service} to ${from}: ${status} ${reason}${took}`;
}
