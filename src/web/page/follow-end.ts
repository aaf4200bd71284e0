import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

/** Pixels from the end within which a box counts as being there. */
const NEAR = 24;

/**
 * Keeps a box at its end while things are added, unless the user scrolled away or is `reading` something; then counts
 * what came since. `fromStart`: whether it begins at the end; `loaded`: whether all that was there before is here.
 */
export function useFollowEnd(
  box: RefObject<HTMLElement | null>,
  length: number,
  fromStart: boolean,
  reading: boolean,
  loaded: boolean,
) {
  const [atEnd, setAtEnd] = useState(fromStart);
  const [seen, setSeen] = useState(length);
  /** Where we scrolled to; what the box reports of that is not the user's doing. */
  const own = useRef(-1);
  useEffect(() => setAtEnd(fromStart), [fromStart]);
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const look = () => {
      if (Math.abs(element.scrollTop - own.current) <= 1) return;
      own.current = -1;
      setAtEnd(element.scrollTop + element.clientHeight >= element.scrollHeight - NEAR);
    };
    element.addEventListener('scroll', look, { passive: true });
    return () => element.removeEventListener('scroll', look);
  }, [box]);
  const following = atEnd && !reading;
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    if (!following) {
      // What was there before the page is not new; nor is there anything where there are fewer, as with another filter.
      setSeen((was) => (loaded ? Math.min(was, length) : length));
      return;
    }
    const end = element.scrollHeight - element.clientHeight;
    if (Math.abs(element.scrollTop - end) > 1) {
      own.current = end;
      element.scrollTop = end;
    }
    setSeen(length);
  }, [box, following, length, loaded]);
  return { more: following || !fromStart ? 0 : Math.max(0, length - seen), follow: () => setAtEnd(true) };
}
