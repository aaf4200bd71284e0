import { type Call, kindOf } from './call.js';
import type { Tokens } from './tokens.js';

/** Candidates that are looked at closely; of more than that, those that carry the same token and the latest. */
const MOST = 64;

/** How much something says that a call belongs to a request; what is more is never outweighed by what is less. */
const EVIDENCE = {
  /** The token of the request is passed on, or validated. */
  token: 16,
  /** The process that calls is the one that works on that request. */
  process: 8,
  /** The id of the request that all this was begun for is passed on. */
  requestId: 4,
  /** The call is made with a token that was got for that request. */
  gotFor: 2,
  /** An id in the request's path stands in the call's path. */
  sameThing: 1,
  /** Another process works on that request. */
  otherProcess: -32,
} as const;

/** UUIDs, with and without dashes. */
const IDENTIFIER = /[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}/g;

/** What was found for a call. */
export interface ChosenParent {
  /** null: its caller works on none of the candidates. */
  readonly parent: Call | null;
  /** Whether anything told the candidates apart, or there is but one. */
  readonly decided: boolean;
  /** Whether the headers say so. */
  readonly sure: boolean;
}

/**
 * The request that caused a call, of those that its caller works on (at least one, the oldest first). Where
 * nothing tells them apart, the likeliest: see `likeliest`.
 */
export function chooseParent(all: readonly Call[], call: Call, tokens: Tokens): ChosenParent {
  let best: Call[] = [];
  let most = Number.NEGATIVE_INFINITY;
  for (const candidate of atMost(all, call)) {
    const evidence = evidenceFor(candidate, call, tokens);
    if (evidence > most) {
      most = evidence;
      best = [candidate];
    } else if (evidence === most) best.push(candidate);
  }
  if (most < 0) return { parent: null, decided: true, sure: false };
  const decided = best.length === 1;
  const parent = decided ? (best[0] as Call) : likeliest(best, call, tokens.gotBy(call.clues.token));
  return { parent, decided, sure: decided && most >= EVIDENCE.token };
}

/**
 * Of requests that nothing tells apart: one that does not wait for another call already, as services make one at a
 * time; one for which the same hands called before; one that has not caused the same call before, and of those
 * the first; else the latest.
 */
function likeliest(candidates: readonly Call[], call: Call, got: Call | null): Call {
  const kind = kindOf(call.clues);
  let best = candidates[0] as Call;
  let most = -1;
  for (const candidate of candidates) {
    const children = [...candidate.children];
    const waits = children.some((child) => child.underWay);
    const known = children.some((child) => child === got || bySameHands(child, call));
    const again = candidate.kinds.has(kind);
    const rank = (waits ? 0 : 4) + (known ? 2 : 0) + (again ? 0 : 1);
    if (rank > most || (rank === most && again)) {
      most = rank;
      best = candidate;
    }
  }
  return best;
}

/** Whether two calls came from the same process, or, where that is not known, by the same connection. */
export function bySameHands(one: Call, other: Call): boolean {
  if (one.clues.pid !== null || other.clues.pid !== null) return one.clues.pid === other.clues.pid;
  return one.clues.connection !== null && one.clues.connection === other.clues.connection;
}

function atMost(all: readonly Call[], call: Call): readonly Call[] {
  if (all.length <= MOST) return all;
  const latest = all.length - MOST;
  return all.filter((candidate, i) => i >= latest || carriesToken(candidate, call));
}

function carriesToken({ clues }: Call, { clues: { token, subject } }: Call): boolean {
  const carried = [clues.token, clues.serviceToken];
  return (subject !== null && carried.includes(subject)) || (token !== null && carried.includes(token));
}

function evidenceFor(candidate: Call, call: Call, tokens: Tokens): number {
  const { clues } = call;
  const requestId = clues.requestId !== null && clues.requestId === candidate.clues.requestId;
  const got = tokens.gotBy(clues.token);
  const gotFor = got !== null && !got.provisional && got.parent === candidate;
  return (
    (carriesToken(candidate, call) ? EVIDENCE.token : 0) +
    (clues.pid === null || candidate.handler === null
      ? 0
      : candidate.handler === clues.pid
        ? EVIDENCE.process
        : EVIDENCE.otherProcess) +
    (requestId ? EVIDENCE.requestId : 0) +
    (gotFor ? EVIDENCE.gotFor : 0) +
    (sameThing(candidate.clues.path, clues.path) ? EVIDENCE.sameThing : 0)
  );
}

function sameThing(one: string, other: string): boolean {
  const plain = (id: string) => id.replaceAll('-', '');
  const ids = other.match(IDENTIFIER)?.map(plain);
  return ids !== undefined && (one.match(IDENTIFIER)?.some((id) => ids.includes(plain(id))) ?? false);
}
