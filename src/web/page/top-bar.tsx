import { useRef } from 'preact/hooks';
import { DOWNLOADS, type Download, type PageState } from '../wire.js';
import type { Calls } from './calls.js';
import type { CallTest } from './filter.js';
import { callRanges, takeAway } from './take-away.js';
import { setTracing } from './tracing-switch.js';
import { isFiltered, type View } from './view.js';

interface Props {
  readonly calls: Calls;
  readonly state: PageState | null;
  readonly connected: boolean;
  readonly view: View;
  readonly test: CallTest;
  readonly onView: (change: Partial<View>) => void;
  readonly onHelp: () => void;
  readonly onSaid: (said: string) => void;
}

const WHAT: Readonly<Record<Download, string>> = {
  log: 'every header and body',
  diagram: 'the sequence, for Mermaid',
  page: 'a page for MkDocs, with its files',
  har: 'for browsers’ tools',
};

/** What is shown, how it is, and what can be done with it. */
export function TopBar({ calls, state, connected, view, test, onView, onHelp, onSaid }: Props) {
  const enabled = state?.enabled ?? null;
  return (
    <header class="top">
      <span class="file">
        <Live state={state} connected={connected} />
        <span class="file-name">{state?.file ?? 'requestshook'}</span>
      </span>
      <fieldset class="switch" aria-label="View">
        <button
          type="button"
          aria-pressed={view.show === 'sequence'}
          onClick={() => onView({ show: 'sequence' })}
          title="Sequence (s)"
        >
          Sequence
        </button>
        <button
          type="button"
          aria-pressed={view.show === 'timeline'}
          onClick={() => onView({ show: 'timeline' })}
          title="Timeline (t)"
        >
          Timeline
        </button>
      </fieldset>
      <Counts calls={calls} view={view} test={test} onView={onView} />
      <span class="actions">
        {enabled !== null && (
          <button
            type="button"
            onClick={() => void setTracing(!enabled, onSaid)}
            title="Pause or resume tracing (p)"
          >
            {enabled ? 'Pause' : 'Resume'}
          </button>
        )}
        <button
          type="button"
          disabled={calls.size === 0}
          onClick={() => onView({ after: calls.number.at(calls.size - 1), call: 0 })}
          title="Clear the view; the files keep everything"
        >
          Clear
        </button>
        <TakeAway calls={calls} view={view} test={test} onSaid={onSaid} />
        <button type="button" onClick={onHelp} aria-label="Help" title="Keys and colours (?)">
          ?
        </button>
      </span>
    </header>
  );
}

/** Whether more is to be expected. */
function Live({ state, connected }: { readonly state: PageState | null; readonly connected: boolean }) {
  const [kind, said] = !connected
    ? ['gone', 'not connected']
    : state === null || !state.whole
      ? ['reading', 'reading']
      : state.enabled === null
        ? ['finished', 'trace']
        : state.enabled
          ? ['live', 'live']
          : ['paused', 'paused'];
  return (
    <span class={`state ${kind}`} role="status">
      {said}
    </span>
  );
}

interface CountsProps {
  readonly calls: Calls;
  readonly view: View;
  readonly test: CallTest;
  readonly onView: (change: Partial<View>) => void;
}

function Counts({ calls, view, test, onView }: CountsProps) {
  let fitting = 0;
  let failed = 0;
  for (let i = 0; i < calls.size; i++) {
    if (!test(i)) continue;
    fitting++;
    if (calls.isFailed(i)) failed++;
  }
  const of = fitting === calls.size ? '' : ` of ${calls.size.toLocaleString('en')}`;
  return (
    <span class="counts">
      {fitting.toLocaleString('en')}
      {of} {of === '' && fitting === 1 ? 'call' : 'calls'}
      {failed > 0 && (
        <button
          type="button"
          class="link failed-count"
          onClick={() => onView({ status: view.status === 'failed' ? '' : 'failed' })}
        >
          {failed.toLocaleString('en')} failed
        </button>
      )}
    </span>
  );
}

/** As the server has it: twice as many messages. */
const MOST_ON_A_PAGE = 2500;

function countFitting(calls: Calls, test: CallTest): number {
  let count = 0;
  for (let i = 0; i < calls.size; i++) if (test(i)) count++;
  return count;
}

interface TakeAwayProps {
  readonly calls: Calls;
  readonly view: View;
  readonly test: CallTest;
  readonly onSaid: (said: string) => void;
}

function TakeAway({ calls, view, test, onSaid }: TakeAwayProps) {
  const menu = useRef<HTMLDetailsElement>(null);
  const all = !isFiltered(view) && view.after === 0;
  const take = (form: Download) => {
    if (menu.current !== null) menu.current.open = false;
    if (form === 'page' && countFitting(calls, test) > MOST_ON_A_PAGE) {
      onSaid(
        `a page of more than ${MOST_ON_A_PAGE.toLocaleString('en')} calls is read by nobody: choose fewer`,
      );
    } else takeAway(form, all ? 'all' : callRanges(calls, test));
  };
  return (
    <details class="menu" ref={menu}>
      <summary>Download</summary>
      <div class="menu-items">
        <p>{all ? 'All calls' : 'The calls in view'} as</p>
        {(Object.keys(DOWNLOADS) as Download[]).map((form) => (
          <button key={form} type="button" onClick={() => take(form)}>
            <b>{DOWNLOADS[form]}</b> {WHAT[form]}
          </button>
        ))}
      </div>
    </details>
  );
}
