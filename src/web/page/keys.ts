import { useEffect, useRef } from 'preact/hooks';

/** What keys do. */
export interface KeyActions {
  next(): void;
  previous(): void;
  first(): void;
  last(): void;
  open(): void;
  find(): void;
  help(): void;
  escape(): void;
  raw(): void;
  curl(): void;
  show(show: 'sequence' | 'timeline'): void;
  pause(): void;
}

/** The keys and what they do, for the help. */
export const KEYS: readonly (readonly [keys: string, what: string])[] = [
  ['j  ↓', 'next call'],
  ['k  ↑', 'previous call'],
  ['g  G', 'first, last call'],
  ['enter', 'open the call'],
  ['esc', 'close it; with nothing open, show all calls again'],
  ['/', 'find in everything recorded'],
  ['s  t', 'sequence, timeline'],
  ['r', 'JSON as raw text'],
  ['c', 'copy the open call as curl'],
  ['p', 'pause or resume tracing'],
  ['?', 'this help'],
];

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLSelectElement ||
    target instanceof HTMLTextAreaElement
  );
}

/** Whether the element has a use of its own for Enter, and inside the detail for arrows. */
const isControl = (target: EventTarget | null) =>
  target instanceof Element && target.closest('button, a, summary, [role=separator]') !== null;
const isScrolled = (target: EventTarget | null) =>
  target instanceof Element && target.closest('.detail-body, [role=separator]') !== null;

function actionOf(event: KeyboardEvent, actions: KeyActions): (() => void) | null {
  const { key, target } = event;
  if (key === 'Escape') {
    return () => {
      if (target instanceof HTMLElement && isTyping(target)) target.blur();
      actions.escape();
    };
  }
  if (isTyping(target)) return null;
  switch (key) {
    case 'ArrowDown':
      return isScrolled(target) ? null : actions.next;
    case 'ArrowUp':
      return isScrolled(target) ? null : actions.previous;
    case 'Enter':
      return isControl(target) ? null : actions.open;
    case 'j':
      return actions.next;
    case 'k':
      return actions.previous;
    case 'g':
      return actions.first;
    case 'G':
      return actions.last;
    case '/':
      return actions.find;
    case '?':
      return actions.help;
    case 's':
      return () => actions.show('sequence');
    case 't':
      return () => actions.show('timeline');
    case 'r':
      return actions.raw;
    case 'c':
      return actions.curl;
    case 'p':
      return actions.pause;
    default:
      return null;
  }
}

/** Listens to the keyboard, wherever the focus is. */
export function useKeys(actions: KeyActions): void {
  const current = useRef(actions);
  current.current = actions;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const action = actionOf(event, current.current);
      if (action === null) return;
      event.preventDefault();
      action();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
}
