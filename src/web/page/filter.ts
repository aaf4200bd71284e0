import { type Calls, OPEN } from './calls.js';
import type { View } from './view.js';

/** ms from which on a call counts as slow. */
export const SLOW = 1000;

export type CallTest = (i: number) => boolean;

function statusTest(calls: Calls, wanted: string): CallTest {
  const word = wanted.toLowerCase();
  if (word === 'failed') return (i) => calls.isFailed(i);
  if (word === 'slow') return (i) => calls.duration(i) >= SLOW;
  if (word === 'open') return (i) => calls.end.at(i) === OPEN;
  const hundreds = /^([1-9])xx$/.exec(word);
  if (hundreds) return (i) => Math.floor(calls.status.at(i) / 100) === Number(hundreds[1]);
  const status = Number(word);
  return (i) => calls.status.at(i) === status;
}

/** A test for a name, `*` in it any characters; several with commas between. */
function nameTest(calls: Calls, column: 'from' | 'service', wanted: string): CallTest {
  const patterns = wanted.split(',').map((part) => {
    const escaped = part
      .trim()
      .split('*')
      .map((text) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
    return new RegExp(`^${escaped.join('.*')}$`, 'i');
  });
  const fits = new Map<number, boolean>();
  return (i) => {
    const id = calls[column].at(i);
    const known = fits.get(id);
    if (known !== undefined) return known;
    const fit = patterns.some((pattern) => pattern.test(calls.names.word(id)));
    fits.set(id, fit);
    return fit;
  };
}

/** A test for the calls of a view. `found`: those with its text, as far as they are known; null: not asked yet. */
export function callTest(calls: Calls, view: View, found: ReadonlySet<number> | null): CallTest {
  const tests: CallTest[] = [];
  const { after, token } = view;
  if (after > 0) tests.push((i) => calls.number.at(i) > after);
  if (view.from !== '') tests.push(nameTest(calls, 'from', view.from));
  if (view.service !== '') tests.push(nameTest(calls, 'service', view.service));
  if (view.method !== '') {
    const wanted = view.method.toUpperCase().split(',');
    tests.push((i) => wanted.includes(calls.methods.word(calls.method.at(i)).toUpperCase()));
  }
  if (view.status !== '') tests.push(statusTest(calls, view.status));
  if (view.path !== '') {
    const part = view.path.toLowerCase();
    tests.push(
      (i) => calls.target(i).toLowerCase().includes(part) || calls.shown(i).toLowerCase().includes(part),
    );
  }
  if (token > 0) tests.push((i) => calls.token.at(i) === token || calls.subject.at(i) === token);
  if (view.text !== '') tests.push((i) => found?.has(calls.number.at(i)) ?? false);
  return (i) => tests.every((test) => test(i));
}

/** Whether a call that did not fit when it began may fit when it has ended. */
export const dependsOnEnd = (view: View) => view.status !== '' || view.text !== '' || view.token > 0;
