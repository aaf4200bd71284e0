import { tlsFailure } from './tls-failure.js';
import type { Upstream } from './upstream.js';

/** How far a request had come when its service failed. */
export type UpstreamPhase = 'connect' | 'request' | 'response';

/** A service could not be reached, or did not answer as HTTP has it. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError';
  /** Stable, for programs: `RH_UPSTREAM_TIMEOUT` and the like. */
  readonly code: string;
  /** What the caller gets, where nothing of a response was sent yet. */
  readonly status: 502 | 504;
  readonly phase: UpstreamPhase;

  constructor(
    message: string,
    facts: { code: string; status: 502 | 504; phase: UpstreamPhase; cause?: unknown },
  ) {
    super(message, { cause: facts.cause });
    this.code = facts.code;
    this.status = facts.status;
    this.phase = facts.phase;
  }
}

/** What people can do about the codes that Node gives. */
const EXPLAINED: Record<string, string> = {
  ECONNREFUSED: 'refused the connection: is it running, and is the port right?',
  ENOTFOUND: 'could not be found: its host name has no address',
  EAI_AGAIN: 'could not be looked up: the name server did not answer',
  EHOSTUNREACH: 'cannot be reached: no route to its host',
  ENETUNREACH: 'cannot be reached: no route to its network',
  ETIMEDOUT: 'did not answer the attempt to connect',
  ECONNRESET: 'closed the connection without an answer',
  EMFILE: 'cannot be reached: this program has as many files and connections open as it may (ulimit -n)',
  ENFILE: 'cannot be reached: this machine has as many files and connections open as it may',
  EPIPE: 'closed the connection before it had read the request',
  HPE_HEADER_OVERFLOW: 'sent a header block larger than 256 KiB',
};

function explained({ service }: Upstream, code: string, detail: string): string {
  const known = tlsFailure(service, code, detail) ?? EXPLAINED[code] ?? null;
  if (known !== null) return known;
  if (code === 'RH_FORBIDDEN_ADDRESS') return `is not called: ${detail}`;
  if (code.startsWith('HPE_')) return `answered with something that is not HTTP (${detail})`;
  return `failed: ${detail}`;
}

/** The failure of a service in words, from the error that Node gave. */
export function upstreamFailure(upstream: Upstream, error: unknown, phase: UpstreamPhase): UpstreamError {
  if (error instanceof UpstreamError) return error;
  const cause = error as NodeJS.ErrnoException;
  const code = cause.code ?? 'RH_UPSTREAM_FAILED';
  const what = explained(upstream, code, cause.message ?? String(error));
  return new UpstreamError(`${upstream.service.name} at ${upstream.origin} ${what}`, {
    code,
    status: code === 'ETIMEDOUT' ? 504 : 502,
    phase,
    cause,
  });
}

/** A time limit that a service did not keep. */
export function upstreamTimeout(upstream: Upstream, ms: number, phase: UpstreamPhase): UpstreamError {
  const what = {
    connect: 'did not accept a connection',
    request: 'sent no response',
    response: 'sent nothing more of its response',
  }[phase];
  return new UpstreamError(`${upstream.service.name} at ${upstream.origin} ${what} within ${ms} ms`, {
    code: 'RH_UPSTREAM_TIMEOUT',
    status: 504,
    phase,
  });
}

/** A service that switched protocols (101) unasked, or without saying to which. */
export function upstreamUpgrade(upstream: Upstream): UpstreamError {
  const message = `${upstream.service.name} at ${upstream.origin} switched protocols (101), which nobody asked for`;
  return new UpstreamError(message, { code: 'RH_UPSTREAM_UPGRADE', status: 502, phase: 'request' });
}

/** How the trace tells that a service broke off within its response. */
export function brokenOff(upstream: Upstream, cause: Error | null): { code: string; message: string } {
  if (cause instanceof UpstreamError) return { code: cause.code, message: cause.message };
  return {
    code: 'RH_UPSTREAM_BROKE_OFF',
    message: `${upstream.service.name} at ${upstream.origin} closed the connection within its response`,
  };
}
