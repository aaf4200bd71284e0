import { useMemo, useRef } from 'preact/hooks';
import { duration, offset } from './amounts.js';
import type { Calls } from './calls.js';
import { useFollowEnd } from './follow-end.js';
import { type Lanes, lanesOf } from './lanes.js';
import { MessageRow } from './message-row.js';
import { useReveal } from './reveal.js';
import { useRowCache } from './row-cache.js';
import { GAP, type SequenceRows } from './sequence-rows.js';
import { rowsInSight, useSight } from './virtual.js';

/** Pixels a row. */
const ROW = 34;
/** Pixels of a bar, and by how much one is beside another. */
const BAR = 9;
const BESIDE = 4;

interface Props {
  readonly calls: Calls;
  readonly rows: SequenceRows;
  /** Changes whenever the rows do. */
  readonly version: number;
  readonly selected: number;
  /** Its detail is open. */
  readonly isOpen: boolean;
  readonly live: boolean;
  /** All that was there before the page has come. */
  readonly loaded: boolean;
  /** Opens a call's detail. */
  readonly onOpen: (call: number) => void;
}

/** A row a message between lifelines whose names stay in sight. */
export function SequenceView({ calls, rows, version, selected, isOpen, live, loaded, onOpen }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const sight = useSight(box);
  const { length } = rows;
  const names = useMemo(
    () => rows.participants.map((id) => calls.names.word(id)),
    [rows, rows.participants.length],
  );
  const lanes = useMemo(
    () => lanesOf(rows.participants, sight.width),
    [rows, rows.participants.length, sight.width],
  );
  const { more, follow } = useFollowEnd(box, length, live, isOpen, loaded);
  const selectedRow = selected > 0 ? rows.rowOf(calls.indexOf(selected)) : -1;
  useReveal(box, selectedRow, ROW, selected);
  const { from, to } = rowsInSight(sight, ROW, length);
  const start = calls.startedAt.at(0);
  const cached = useRowCache([rows, lanes, selected, live, version, length]);
  const drawn = [];
  for (let row = from; row < to; row++) {
    const call = rows.call(row);
    const top = row * ROW;
    if (rows.kind(row) === GAP) {
      drawn.push(cached(row, () => <GapRow key={row} top={top} ms={rows.gap(row)} />));
      continue;
    }
    const time = rows.time(row);
    drawn.push(
      cached(row, () => (
        <MessageRow
          key={row}
          row={row}
          top={top}
          call={calls.call(call)}
          isResponse={rows.kind(row) === 1}
          number={rows.messageNumber(row)}
          time={Number.isNaN(time) ? '' : offset(time - start)}
          duration={calls.duration(call)}
          bytes={rows.kind(row) === 1 ? calls.responseBytes.at(call) : calls.requestBytes.at(call)}
          isLost={calls.isLost(call)}
          isFailed={calls.isFailed(call)}
          isSelected={calls.number.at(call) === selected}
          from={lanes.x(calls.from.at(call))}
          to={lanes.x(calls.service.at(call))}
          lanes={lanes}
          count={length}
          onOpen={onOpen}
        />
      )),
    );
  }
  return (
    <div class="view">
      <div
        class="box sequence"
        ref={box}
        tabIndex={0}
        role="listbox"
        aria-label="Messages"
        aria-activedescendant={selectedRow >= from && selectedRow < to ? `row-${selectedRow}` : undefined}
        data-version={version}
      >
        <div class="lane-names" role="presentation" style={{ width: `${lanes.width}px` }}>
          {names.map((name, i) => (
            <span
              key={name}
              class="lane-name"
              title={name}
              style={{ left: `${lanes.centre(i)}px`, maxWidth: `${lanes.name}px` }}
            >
              {name}
            </span>
          ))}
        </div>
        <div
          class="rows"
          role="presentation"
          style={{ height: `${length * ROW + 8}px`, width: `${lanes.width}px` }}
        >
          {names.map((name, i) => (
            <i key={name} class="lifeline" role="presentation" style={{ left: `${lanes.centre(i)}px` }} />
          ))}
          <Bars calls={calls} rows={rows} from={from} to={to} lanes={lanes} />
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

function GapRow({ top, ms }: { readonly top: number; readonly ms: number }) {
  return (
    <div class="row gap" role="presentation" style={{ top: `${top}px` }}>
      <span class="gap-text">{duration(ms)} without a message</span>
    </div>
  );
}

interface BarsProps {
  readonly calls: Calls;
  readonly rows: SequenceRows;
  readonly from: number;
  readonly to: number;
  readonly lanes: Lanes;
}

/** Where a service works on a call, from its arrow to that of the response. */
function Bars({ calls, rows, from, to, lanes }: BarsProps) {
  return rows.bars(from, to).map(({ call, first, last, depth }) => {
    const unanswered = last === Number.POSITIVE_INFINITY;
    const end = unanswered ? rows.length : Math.max(last, first + 1);
    const top = Math.max(first, from - 1);
    const bottom = Math.min(end, to + 1);
    const style = {
      left: `${lanes.x(calls.service.at(call)) - BAR / 2 + depth * BESIDE}px`,
      top: `${top * ROW + 25}px`,
      height: `${Math.max(6, (bottom - top) * ROW)}px`,
    };
    const failed = calls.isFailed(call);
    return <i key={call} class={`bar ${failed ? 'failed' : ''}`} role="presentation" style={style} />;
  });
}
