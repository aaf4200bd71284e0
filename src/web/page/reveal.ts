import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/** Pixels at the top of a box that its sticky heading covers. */
const HEADING = 34;

/** Scrolls a row into sight when another one is chosen. */
export function useReveal(
  box: RefObject<HTMLElement | null>,
  row: number,
  rowHeight: number,
  chosen: number,
): void {
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null || row < 0 || chosen === 0) return;
    const top = row * rowHeight;
    const { scrollTop, clientHeight } = element;
    if (top < scrollTop) element.scrollTop = Math.max(0, top - rowHeight);
    else if (top + 2 * rowHeight > scrollTop + clientHeight - HEADING) {
      element.scrollTop = top + 3 * rowHeight + HEADING - clientHeight;
    }
    // Not whenever its row moves: rows are added all the time.
  }, [chosen, row < 0]);
}
