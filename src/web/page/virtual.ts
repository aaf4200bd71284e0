import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

/** What of a scrolled box is in sight. */
export interface Sight {
  readonly top: number;
  readonly left: number;
  readonly width: number;
  readonly height: number;
}

/** Follows the scrolling and the size of a box; a frame for each change at most. */
export function useSight(box: RefObject<HTMLElement | null>): Sight {
  const [sight, setSight] = useState<Sight>({ top: 0, left: 0, width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    let frame = 0;
    const look = () => {
      frame = 0;
      const { scrollTop, scrollLeft, clientWidth, clientHeight } = element;
      setSight((was) =>
        was.top === scrollTop &&
        was.left === scrollLeft &&
        was.width === clientWidth &&
        was.height === clientHeight
          ? was
          : { top: scrollTop, left: scrollLeft, width: clientWidth, height: clientHeight },
      );
    };
    const soon = () => {
      if (frame === 0) frame = requestAnimationFrame(look);
    };
    look();
    element.addEventListener('scroll', soon, { passive: true });
    const sizes = new ResizeObserver(soon);
    sizes.observe(element);
    return () => {
      element.removeEventListener('scroll', soon);
      sizes.disconnect();
      cancelAnimationFrame(frame);
    };
  }, [box]);
  return sight;
}

/** The rows in sight, and a few more on both sides. */
export function rowsInSight(sight: Sight, rowHeight: number, count: number): { from: number; to: number } {
  const from = Math.max(0, Math.floor(sight.top / rowHeight) - 4);
  const to = Math.min(count, Math.ceil((sight.top + sight.height) / rowHeight) + 4);
  return { from: Math.min(from, count), to };
}
