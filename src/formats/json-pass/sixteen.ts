// AssemblyScript: see pass.ts. What is done with sixteen bytes at once, and one after another where the processor (or V8 on it)
// has no instructions for that: the same source is compiled for both.
import { BACKSLASH, QUOTE, SPACE } from './lexemes';
import { MAY_BE_TOKENS, MAY_BE_UNUSUAL, MAY_BE_URL } from './terms';

// Sixteen times the same byte, in memory: as constants V8 puts them together anew wherever they are needed.
const QUOTES = memory.data(16, 16);
const BACKSLASHES = memory.data(16, 16);
const SPACES = memory.data(16, 16);
const PERCENTS = memory.data(16, 16);
const EQUALS = memory.data(16, 16);
const ATS = memory.data(16, 16);
const BACKTICKS = memory.data(16, 16);
const LESSES = memory.data(16, 16);
// U+0085 is c2 85, U+2028 and U+2029 are e2 80 a8 and a9.
const C2S = memory.data(16, 16);
const E2S = memory.data(16, 16);
const NS = memory.data(16, 16);
const SS = memory.data(16, 16);
const SLASHES = memory.data(16, 16);
memory.fill(QUOTES, QUOTE, 16);
memory.fill(BACKSLASHES, BACKSLASH, 16);
memory.fill(SPACES, SPACE, 16);
memory.fill(PERCENTS, 0x25, 16);
memory.fill(EQUALS, 0x3d, 16);
memory.fill(ATS, 0x40, 16);
memory.fill(BACKTICKS, 0x60, 16);
memory.fill(LESSES, 0x3c, 16);
memory.fill(C2S, 0xc2, 16);
memory.fill(E2S, 0xe2, 16);
memory.fill(NS, 0x6e, 16);
memory.fill(SS, 0x73, 16);
memory.fill(SLASHES, 0x2f, 16);

/** A bit for each of the sixteen bytes: whether it is a quote, a backslash or a control. */
export function stopsIn(at: usize): i32 {
  if (ASC_FEATURE_SIMD) {
    const bytes = v128.load(at);
    const quotes = i8x16.eq(bytes, v128.load(QUOTES));
    const backslashes = i8x16.eq(bytes, v128.load(BACKSLASHES));
    const controls = i8x16.lt_u(bytes, v128.load(SPACES));
    return i8x16.bitmask(v128.or(v128.or(quotes, backslashes), controls));
  }
  let stops: i32 = 0;
  for (let i: i32 = 0; i < 16; i++) {
    const c = load<u8>(at + i);
    if (c !== QUOTE && c !== BACKSLASH && c >= SPACE) continue;
    stops |= 1 << i;
    // Nobody asks for those behind it but of the first, which may be passed over.
    if (i > 0) break;
  }
  return stops;
}

/** Copies sixteen bytes to three places, which are behind them. */
export function copySixteen(from: usize, first: usize, second: usize, third: usize): void {
  if (ASC_FEATURE_SIMD) {
    const bytes = v128.load(from);
    v128.store(first, bytes);
    v128.store(second, bytes);
    v128.store(third, bytes);
    return;
  }
  for (let i: usize = 0; i < 16; i += 8) {
    const eight = load<u64>(from + i);
    store<u64>(first + i, eight);
    store<u64>(second + i, eight);
    store<u64>(third + i, eight);
  }
}

/** What of `MAY_BE_URL`, `MAY_BE_TOKENS` and `MAY_BE_UNUSUAL` stands from one address to another, with NULs behind that. */
export function metBetween(from: usize, to: usize): i32 {
  let met: i32 = 0;
  if (ASC_FEATURE_SIMD) {
    let url = i8x16.splat(0);
    let unusual = i8x16.splat(0);
    let tokens = i8x16.splat(0);
    for (let at = from; at < to; at += 16) {
      const bytes = v128.load(at);
      url = v128.or(url, i8x16.eq(bytes, v128.load(PERCENTS)));
      url = v128.or(url, i8x16.eq(bytes, v128.load(EQUALS)));
      url = v128.or(url, i8x16.eq(bytes, v128.load(ATS)));
      unusual = v128.or(unusual, i8x16.eq(bytes, v128.load(BACKTICKS)));
      unusual = v128.or(unusual, i8x16.eq(bytes, v128.load(LESSES)));
      unusual = v128.or(unusual, i8x16.eq(bytes, v128.load(C2S)));
      unusual = v128.or(unusual, i8x16.eq(bytes, v128.load(E2S)));
      const ns = v128.and(i8x16.eq(bytes, v128.load(NS)), i8x16.eq(v128.load(at + 1), v128.load(SS)));
      tokens = v128.or(tokens, v128.and(ns, i8x16.eq(v128.load(at + 2), v128.load(SLASHES))));
    }
    if (v128.any_true(url)) met |= MAY_BE_URL;
    if (v128.any_true(unusual)) met |= MAY_BE_UNUSUAL;
    if (v128.any_true(tokens)) met |= MAY_BE_TOKENS;
    return met;
  }
  for (let at = from; at < to; at++) {
    const c = load<u8>(at);
    if (c === 0x25 || c === 0x3d || c === 0x40) met |= MAY_BE_URL;
    else if (c === 0x2f && load<u16>(at - 2) === 0x736e) met |= MAY_BE_TOKENS;
    else if (c === 0xc2 || c === 0xe2 || c === 0x60 || c === 0x3c) met |= MAY_BE_UNUSUAL;
  }
  return met;
}
