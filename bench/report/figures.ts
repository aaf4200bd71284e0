import type { Figure } from './table.js';

const fixed = (digits: number) => (value: number) => value.toFixed(digits);
/** Three figures that mean something, or all before the point. */
const short = (value: number) => fixed(value >= 100 ? 0 : value >= 10 ? 1 : 2)(value);

export const RATE: Figure = { key: 'rate', label: 'requests/s', show: fixed(0), ratio: true };
export const THREAD: Figure = {
  key: 'thread',
  label: 'CPU us/request, its thread',
  show: short,
  ratio: true,
};
export const PROCESS: Figure = {
  key: 'process',
  label: 'CPU us/request, all threads',
  show: short,
  ratio: true,
};
export const P50: Figure = { key: 'p50', label: 'p50 ms', show: fixed(2) };
export const P99: Figure = { key: 'p99', label: 'p99 ms', show: fixed(2) };
export const MEMORY: Figure = { key: 'memory', label: 'peak memory MB', show: fixed(0) };
export const ERRORS: Figure = { key: 'errors', label: 'errors', show: fixed(0) };
export const DRAIN: Figure = { key: 'drain', label: 'ms to rest after', show: fixed(0) };

export { fixed, short };
