/** A load that send.ts makes. */
export interface Load {
  readonly port: number;
  readonly method: string;
  /** `{}` in it is another number of twelve digits in each request: from `first` (1) on. */
  readonly path: string;
  readonly first?: number;
  readonly connections: number;
  readonly close?: boolean;
  /** Exactly so many requests, ... */
  readonly count?: number;
  /** ... or for so long, ... */
  readonly seconds?: number;
  /** ... and so many a second, whether or not answers come; without it: each as soon as the one before is answered. */
  readonly rate?: number;
  /** With a rate: seconds of it before those that count. They belong to `sent`, their latencies to nothing: code is not compiled yet. */
  readonly before?: number;
}

/** What became of it. Exact: every request that was sent is waited for. */
export interface LoadResult {
  readonly sent: number;
  /** Answers with a status below 400. */
  readonly good: number;
  /** Answers above, and connections that broke off. */
  readonly errors: number;
  /** s from the first request to the last answer. */
  readonly seconds: number;
  /** ms. */
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly longest: number;
}
