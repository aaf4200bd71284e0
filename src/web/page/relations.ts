import type { Calls } from './calls.js';

/** Numbers of the calls that one caused. They come soon after it, so that not all have to be looked at. */
export function causedBy(calls: Calls, number: number): number[] {
  const caused: number[] = [];
  for (let i = calls.indexOf(number) + 1; i < calls.size; i++) {
    if (calls.parent.at(i) === number) caused.push(calls.number.at(i));
  }
  return caused;
}

/** In how many calls a token is met: sent with it, about it, or answered with it. */
export function tokenUses(calls: Calls, token: number): number {
  let uses = 0;
  for (let i = 0; i < calls.size; i++) {
    if (calls.token.at(i) === token || calls.subject.at(i) === token) uses++;
  }
  return uses;
}
