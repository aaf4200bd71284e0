import { useEffect, useRef, useState } from 'preact/hooks';
import type { PageState } from '../wire.js';
import { Calls } from './calls.js';
import { followCalls } from './stream.js';

/** The trace as the page knows it at the moment. */
export interface Trace {
  readonly calls: Calls;
  /** null: the server has not said yet. */
  readonly state: PageState | null;
  readonly connected: boolean;
  /** All calls that were there before the page have come. */
  readonly loaded: boolean;
  /** Why there is nothing to show. */
  readonly error: string | null;
}

/** Follows the trace; whoever uses it is drawn again when there is more of it, once a frame. */
export function useTrace(): Trace {
  const calls = useRef<Calls>(null as unknown as Calls);
  calls.current ??= new Calls();
  const [, setVersion] = useState(0);
  const [state, setState] = useState<PageState | null>(null);
  const [connected, setConnected] = useState(true);
  const [loaded, setLoaded] = useState(false);
  const [error, setError] = useState<string | null>(null);
  useEffect(() => {
    let frame = 0;
    const draw = () => {
      frame = 0;
      setVersion(calls.current.version);
    };
    followCalls(calls.current, {
      onCalls: () => {
        // In a tab that nobody looks at there are no frames; it catches up when it is looked at.
        if (frame === 0) frame = requestAnimationFrame(draw);
      },
      onState: (now) => {
        const finished = now.whole && now.enabled === null;
        if (finished !== calls.current.finished) {
          calls.current.finished = finished;
          calls.current.version++;
        }
        setState(now);
      },
      onConnection: setConnected,
    })
      .then(() => requestAnimationFrame(() => setLoaded(true)))
      .catch((failed: Error) => setError(failed.message));
    return () => cancelAnimationFrame(frame);
  }, []);
  return { calls: calls.current, state, connected, loaded, error };
}
