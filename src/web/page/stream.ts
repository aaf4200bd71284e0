import type { CallLine, PageState } from '../wire.js';
import type { Calls } from './calls.js';

/** What happens while the page listens. */
export interface StreamEvents {
  /** There are new calls. */
  onCalls(): void;
  onState(state: PageState): void;
  /** Whether the server is there. */
  onConnection(connected: boolean): void;
}

/** ms that reading may take before the page is drawn again. */
const SLICE = 24;

/** Reads all calls so far, draws while more come, then goes on with what is new. */
export async function followCalls(calls: Calls, events: StreamEvents): Promise<void> {
  void fetch('/api/state').then(async (answer) => {
    if (answer.ok) events.onState((await answer.json()) as PageState);
  });
  const response = await fetch('/api/calls');
  if (!response.ok || response.body === null) throw new Error(await response.text());
  const position = response.headers.get('X-Requestshook-Position') ?? '0';
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  let drawn = performance.now();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    const end = value.lastIndexOf('\n');
    if (end < 0) {
      rest += value;
      continue;
    }
    addLines(calls, rest + value.slice(0, end));
    rest = value.slice(end + 1);
    if (performance.now() - drawn < SLICE) continue;
    events.onCalls();
    await new Promise(requestAnimationFrame);
    drawn = performance.now();
  }
  events.onCalls();
  listen(calls, position, events);
}

function addLines(calls: Calls, text: string): void {
  for (const line of text.split('\n')) if (line !== '') calls.add(JSON.parse(line) as CallLine);
}

/**
 * Goes on with what is new, while somebody looks: a browser holds six connections to one address, and tabs in the
 * background would use them up. Who comes back gets what came meanwhile.
 */
function listen(calls: Calls, position: string, events: StreamEvents): void {
  let last = position;
  const [epoch] = position.split('-', 1);
  let source: EventSource | null = null;
  let again = 0;
  const open = () => {
    source?.close();
    source = document.hidden ? null : connect();
  };
  const connect = () => {
    const made = new EventSource(`/api/news?after=${last}`);
    made.addEventListener('open', () => events.onConnection(true));
    made.addEventListener('state', ({ data }) => {
      const state = JSON.parse(data) as PageState;
      // The program was started anew: what is here is another one's.
      if (state.epoch !== epoch) location.reload();
      else events.onState(state);
    });
    made.addEventListener('calls', ({ data }) => {
      addLines(calls, data as string);
      events.onCalls();
    });
    made.addEventListener('position', ({ data }) => {
      last = data as string;
    });
    made.addEventListener('error', () => {
      events.onConnection(false);
      // Where the server closed the door for good, the browser does not try again by itself.
      if (made.readyState !== EventSource.CLOSED) return;
      clearTimeout(again);
      again = window.setTimeout(open, 2000);
    });
    return made;
  };
  document.addEventListener('visibilitychange', open);
  open();
}
