import { useMemo, useRef } from 'preact/hooks';
import { duration, offset } from './amounts.js';
import { type Calls, OPEN } from './calls.js';
import { SLOW } from './filter.js';
import { useFollowEnd } from './follow-end.js';
import { Path } from './path.js';
import { useReveal } from './reveal.js';
import { useRowCache } from './row-cache.js';
import { type Scale, scaleOf } from './scale.js';
import type { TimelineRows } from './timeline-rows.js';
import { rowsInSight, useSight } from './virtual.js';

/** Pixels a row; where it is narrow, the bar stands below its label. And of a level of nesting. */
const ROW = 26;
const STACKED_ROW = 42;
const INDENT = 14;
const NARROW = 700;
/** Rows after which the axis may change. */
const STEP = 16;

interface Props {
  readonly calls: Calls;
  readonly rows: TimelineRows;
  readonly selected: number;
  /** Its detail is open. */
  readonly isOpen: boolean;
  readonly live: boolean;
  /** All that was there before the page has come. */
  readonly loaded: boolean;
  readonly onOpen: (call: number) => void;
}

/** A bar a call on an axis of time, which covers what is in sight. */
export function TimelineView({ calls, rows, selected, isOpen, live, loaded, onOpen }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const sight = useSight(box);
  const length = rows.calls.length;
  const { more, follow } = useFollowEnd(box, length, live, isOpen, loaded);
  const isNarrow = sight.width < NARROW;
  const rowHeight = isNarrow ? STACKED_ROW : ROW;
  const selectedRow = selected > 0 ? rows.rowOf(calls.indexOf(selected)) : -1;
  useReveal(box, selectedRow, rowHeight, selected);
  const { from, to } = rowsInSight(sight, rowHeight, length);
  /** Where the axis begins. */
  const labels = isNarrow ? 12 : Math.min(460, sight.width * 0.42);
  // In steps, so that the axis stands still while one scrolls a little.
  const first = Math.floor(from / STEP) * STEP;
  const last = Math.min(length, Math.ceil(to / STEP) * STEP);
  const scale = useMemo(
    () => scaleOf(calls, rows, first, last, sight.width - labels - 64),
    [calls, calls.version, rows, first, last, sight.width, labels],
  );
  const origin = calls.startedAt.at(0);
  const cached = useRowCache([rows, scale, selected, live, labels, calls.version, length]);
  const drawn = [];
  for (let row = from; row < to; row++) {
    const call = rows.calls[row] as number;
    drawn.push(
      cached(row, () => (
        <TimelineRow
          key={calls.number.at(call)}
          calls={calls}
          call={call}
          row={row}
          depth={rows.depths[row] ?? 0}
          labels={labels}
          labelWidth={isNarrow ? sight.width - 16 : labels - 12}
          top={row * rowHeight}
          scale={scale}
          isSelected={calls.number.at(call) === selected}
          live={live}
          count={length}
          onOpen={onOpen}
        />
      )),
    );
  }
  return (
    <div class="view">
      <div
        class={`box timeline ${isNarrow ? 'stacked' : ''}`}
        ref={box}
        tabIndex={0}
        role="listbox"
        aria-label="Calls"
        aria-activedescendant={selectedRow >= from && selectedRow < to ? `call-${selectedRow}` : undefined}
      >
        <div class="axis" role="presentation">
          {!rows.timed && (
            <span class="axis-note">no times in this trace: bars in the order of its messages</span>
          )}
          {rows.timed &&
            scale.ticks.map((tick) => (
              <span key={tick} class="tick" style={{ left: `${labels + scale.x(tick)}px` }}>
                {offset(tick - origin)}
              </span>
            ))}
        </div>
        <div class="rows" role="presentation" style={{ height: `${length * rowHeight + 8}px` }}>
          {scale.ticks.map((tick) => (
            <i key={tick} class="grid" role="presentation" style={{ left: `${labels + scale.x(tick)}px` }} />
          ))}
          {drawn}
        </div>
      </div>
      {more > 0 && (
        <button type="button" class="more" onClick={follow}>
          ↓ {more.toLocaleString('en')} new
        </button>
      )}
    </div>
  );
}

interface RowProps {
  readonly calls: Calls;
  readonly call: number;
  readonly row: number;
  readonly depth: number;
  readonly labels: number;
  readonly labelWidth: number;
  readonly top: number;
  readonly scale: Scale;
  readonly isSelected: boolean;
  readonly live: boolean;
  readonly count: number;
  readonly onOpen: (call: number) => void;
}

function TimelineRow({
  calls,
  call,
  row,
  depth,
  labels,
  labelWidth,
  top,
  scale,
  isSelected,
  live,
  count,
  onOpen,
}: RowProps) {
  const { number, from, service, method, shown, status, failure } = calls.call(call);
  const took = calls.duration(call);
  const isOpen = calls.end.at(call) === OPEN;
  const isLost = calls.isLost(call);
  const failed = calls.isFailed(call);
  const { start, sent, head, end } = scale.bar(call);
  const width = Math.max(3, end - start);
  const said = status === 0 ? (isLost ? 'no response' : 'under way') : `${status}`;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the focus and its keys.
    <div
      id={`call-${row}`}
      class={`row call ${failed ? 'failed' : ''} ${isSelected ? 'selected' : ''}`}
      role="option"
      tabIndex={-1}
      aria-selected={isSelected}
      aria-setsize={count}
      aria-posinset={row + 1}
      style={{ top: `${top}px` }}
      onClick={() => onOpen(number)}
    >
      <span class="unseen">{`${from} to ${service}: ${method} ${shown}, ${failure ?? said} ${duration(took)}`}</span>
      <span
        class="label"
        aria-hidden="true"
        style={{ width: `${labelWidth}px`, paddingLeft: `${10 + depth * INDENT}px` }}
      >
        <b class={`status s${Math.floor(status / 100)}`}>{status === 0 ? (isLost ? '×' : '…') : status}</b>
        <b class="method">{method}</b> <Path text={shown} />
        <span class="service">{service}</span>
      </span>
      <i
        class={`span ${isOpen && live ? 'open' : ''} ${took >= SLOW ? 'slow' : ''}`}
        style={{ left: `${labels + start}px`, width: `${width}px` }}
      >
        {sent - start > 0.5 && <i class="sending" style={{ width: `${sent - start}px` }} />}
        {end - head > 0.5 && (
          <i class="receiving" style={{ left: `${head - start}px`, width: `${end - head}px` }} />
        )}
      </i>
      <span class="took" aria-hidden="true" style={{ left: `${labels + start + width + 6}px` }}>
        {duration(took)}
      </span>
    </div>
  );
}
