import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { WireExchange } from '../wire.js';
import { OPEN } from './calls.js';
import { copyText } from './copy.js';
import { Detail } from './detail.js';
import { callTest, dependsOnEnd } from './filter.js';
import { FilterBar } from './filter-bar.js';
import { Help } from './help.js';
import { useKeys } from './keys.js';
import { Notices } from './notices.js';
import { SequenceRows } from './sequence-rows.js';
import { SequenceView } from './sequence-view.js';
import { Splitter } from './splitter.js';
import { timelineRows } from './timeline-rows.js';
import { TimelineView } from './timeline-view.js';
import { TopBar } from './top-bar.js';
import { setTracing } from './tracing-switch.js';
import { useFind } from './use-find.js';
import { useTrace } from './use-trace.js';
import { useView } from './use-view.js';
import { isFiltered, type View, withoutFilters } from './view.js';

/** The page. */
export function App() {
  const { calls, state, connected, loaded, error } = useTrace();
  const [view, setView] = useView();
  const [cursor, setCursor] = useState(view.call);
  const [raw, setRaw] = useState(false);
  const [help, setHelp] = useState(false);
  const [said, setSaid] = useState('');
  const [share, setShare] = useState(0.5);
  const exchange = useRef<WireExchange | null>(null);
  const findBox = useRef<HTMLInputElement>(null);

  const { size, version, dropped } = calls;
  const finding = useFind(view.text, size === 0 ? 0 : calls.number.at(size - 1));
  const { text, from, service, method, status, path, token, after } = view;
  const test = useMemo(
    () => callTest(calls, view, finding?.found ?? null),
    [calls, dropped, text, from, service, method, status, path, token, after, finding],
  );
  const again = dependsOnEnd(view) ? version : 0;
  const isSequence = view.show === 'sequence';
  const rows = useMemo(() => (isSequence ? new SequenceRows(calls, test) : null), [isSequence, test, again]);
  rows?.extend();
  const timeline = useMemo(
    () => (isSequence ? null : timelineRows(calls, test)),
    [isSequence, test, version],
  );

  const open = useCallback(
    (call: number) => {
      setCursor(call);
      setView({ call });
    },
    [setView],
  );
  const close = useCallback(() => {
    setView({ call: 0 });
    document.querySelector<HTMLElement>('.box')?.focus();
  }, [setView]);
  const change = useCallback(
    (wanted: Partial<View>) => {
      if (wanted.call) setCursor(wanted.call);
      setView(wanted);
    },
    [setView],
  );
  const say = useCallback((what: string) => setSaid(what), []);
  useEffect(() => {
    if (said === '') return;
    const timer = setTimeout(() => setSaid(''), 2500);
    return () => clearTimeout(timer);
  }, [said]);

  /** The call so many rows further on; the first or last where there is none. */
  const step = (by: number) => {
    let at = calls.indexOf(cursor);
    if (timeline !== null) {
      const row = at < 0 ? -1 : timeline.rowOf(at);
      const next = timeline.calls[row < 0 ? 0 : Math.max(0, Math.min(timeline.calls.length - 1, row + by))];
      at = next ?? -1;
    } else if (at < 0) at = calls.nextFitting(-1, 1, test);
    else {
      const direction = Math.sign(by);
      for (let steps = Math.abs(by); steps > 0; steps--) {
        const next = calls.nextFitting(at, direction, test);
        if (next < 0) break;
        at = next;
      }
    }
    if (at < 0) return;
    const number = calls.number.at(at);
    setCursor(number);
    if (view.call !== 0) setView({ call: number });
  };

  const enabled = state?.enabled ?? null;
  useKeys({
    next: () => step(1),
    previous: () => step(-1),
    first: () => step(-1e9),
    last: () => step(1e9),
    open: () => cursor > 0 && open(cursor),
    find: () => findBox.current?.focus(),
    help: () => setHelp(true),
    escape: () => {
      if (help) setHelp(false);
      else if (view.call !== 0) close();
      else if (isFiltered(view)) setView(withoutFilters(view));
    },
    raw: () => setRaw(!raw),
    curl: () => {
      const command = exchange.current?.curl;
      if (command)
        void copyText(command).then((ok) => say(ok ? 'curl command copied' : 'it could not be copied'));
    },
    show: (show) => setView({ show }),
    pause: () => enabled !== null && void setTracing(!enabled, say),
  });

  const live = enabled !== null;
  const opened = view.call === 0 ? -1 : calls.indexOf(view.call);
  const isEmpty = isSequence ? rows?.length === 0 : timeline?.calls.length === 0;
  return (
    <>
      <TopBar
        calls={calls}
        state={state}
        connected={connected}
        view={view}
        onView={setView}
        onHelp={() => setHelp(true)}
        onSaid={say}
        test={test}
      />
      <FilterBar calls={calls} view={view} finding={finding} box={findBox} onView={setView} />
      <Notices state={state} dropped={dropped} view={view} onView={setView} />
      <main class={view.call === 0 ? '' : 'split'}>
        <div class="calls" style={{ flexGrow: view.call === 0 ? '1' : String(1 - share) }}>
          <h1 class="unseen">Trace {state?.file ?? ''}</h1>
          {error !== null && <p class="empty">{error}</p>}
          {error === null && isEmpty && (
            <Empty
              live={live}
              whole={state?.whole ?? false}
              filtered={isFiltered(view) || after > 0}
              searching={finding !== null && !finding.done}
            />
          )}
          {rows !== null && (
            <SequenceView
              calls={calls}
              rows={rows}
              version={version}
              selected={cursor}
              isOpen={view.call !== 0}
              live={live}
              loaded={loaded}
              onOpen={open}
            />
          )}
          {timeline !== null && (
            <TimelineView
              calls={calls}
              rows={timeline}
              selected={cursor}
              isOpen={view.call !== 0}
              live={live}
              loaded={loaded}
              onOpen={open}
            />
          )}
        </div>
        {view.call !== 0 && (
          <>
            <Splitter share={share} onShare={setShare} />
            <div class="detail-place" style={{ flexGrow: String(share) }}>
              <Detail
                calls={calls}
                number={view.call}
                ended={opened >= 0 && calls.end.at(opened) !== OPEN}
                raw={raw}
                onRaw={() => setRaw(!raw)}
                onClose={close}
                onView={change}
                onSaid={say}
                onExchange={(shown) => {
                  exchange.current = shown;
                }}
              />
            </div>
          </>
        )}
      </main>
      {help && <Help onClose={() => setHelp(false)} />}
      <p class={`said ${said === '' ? '' : 'shown'}`} role="status">
        {said}
      </p>
    </>
  );
}

interface EmptyProps {
  readonly live: boolean;
  readonly whole: boolean;
  readonly filtered: boolean;
  readonly searching: boolean;
}

function Empty({ live, whole, filtered, searching }: EmptyProps) {
  if (searching || (!whole && !live)) return <p class="empty">Reading …</p>;
  if (filtered) return <p class="empty">No call fits. Esc shows all again.</p>;
  return (
    <p class="empty">
      {live ? 'No calls yet. They appear here as they come.' : 'There are no calls in this trace.'}
    </p>
  );
}
