import type { Download } from '../wire.js';
import type { Calls } from './calls.js';
import type { CallTest } from './filter.js';

/** The numbers of the calls that fit, as ranges: `1-110,200`. */
export function callRanges(calls: Calls, fits: CallTest): string {
  const ranges: string[] = [];
  let first = 0;
  let last = 0;
  const end = () => {
    if (first > 0) ranges.push(first === last ? `${first}` : `${first}-${last}`);
  };
  for (let i = 0; i < calls.size; i++) {
    if (!fits(i)) continue;
    const number = calls.number.at(i);
    if (first === 0 || number !== last + 1) {
      end();
      first = number;
    }
    last = number;
  }
  end();
  return ranges.join(',');
}

/** Has the browser download the calls in a form; `calls` as `callRanges` gives them, or `all`. */
export function takeAway(form: Download, calls: string): void {
  const element = document.createElement('form');
  element.method = 'post';
  element.action = '/api/download';
  for (const [name, value] of Object.entries({ form, calls })) {
    const field = document.createElement('input');
    field.type = 'hidden';
    field.name = name;
    field.value = value;
    element.append(field);
  }
  document.body.append(element);
  element.submit();
  element.remove();
}
