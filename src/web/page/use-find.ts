import { useEffect, useRef, useState } from 'preact/hooks';
import { type Finding, find } from './find.js';

/** ms without another letter after which the search begins, and between two looks at what is new. */
const PAUSE = 250;
const AGAIN = 1000;

/** Where a text was recorded; null: nothing is looked for. What comes later is looked through as well. */
export function useFind(text: string, latest: number): Finding | null {
  const [finding, setFinding] = useState<Finding | null>(null);
  const looked = useRef(0);
  const newest = useRef(latest);
  newest.current = latest;
  useEffect(() => {
    setFinding(null);
    looked.current = 0;
    if (text === '') return;
    const leaving = new AbortController();
    let timer = 0;
    let known: ReadonlySet<number> = new Set();
    const look = async () => {
      const upTo = newest.current;
      // A response may have come to a call that was there before.
      const after = Math.max(0, looked.current - 200);
      if (upTo > looked.current || looked.current === 0) {
        try {
          await find(text, after, known, leaving.signal, (found) => {
            known = found.found;
            setFinding(found);
          });
          looked.current = upTo;
        } catch {
          if (leaving.signal.aborted) return;
        }
      }
      timer = window.setTimeout(look, AGAIN);
    };
    timer = window.setTimeout(look, PAUSE);
    return () => {
      leaving.abort();
      clearTimeout(timer);
    };
  }, [text]);
  return finding;
}
