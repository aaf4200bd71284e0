import { writeFileSync } from 'node:fs';
import { notInstalled, programPath } from '../competitors/installed.js';
import { temporaryPath } from '../place.js';
import { runProcess } from '../processes.js';
import { CLIENT_HEADERS } from './headers.js';

/** What wrk counted. */
export interface WrkResult {
  /** Requests that were answered. */
  readonly requests: number;
  /** us that it took. */
  readonly duration: number;
  readonly bytes: number;
  /** Connections that failed, answers above 399, and requests that were not answered in time. */
  readonly errors: number;
  /** us, of requests that each wait for the one before. */
  readonly p50: number;
  readonly p99: number;
}

export interface WrkLoad {
  readonly port: number;
  readonly path: string;
  readonly connections: number;
  /** Whole seconds. */
  readonly seconds: number;
  /** A connection for each request. */
  readonly close?: boolean;
}

const REPORT = `
function done(summary, latency, requests)
  local e = summary.errors
  local errors = e.connect + e.read + e.write + e.status + e.timeout
  io.write(string.format('RESULT {"requests":%d,"duration":%d,"bytes":%d,"errors":%d,"p50":%d,"p99":%d}\\n',
    summary.requests, summary.duration, summary.bytes, errors, latency:percentile(50), latency:percentile(99)))
end
`;
let script: string | null = null;

export const wrkMissing = (): string | null => notInstalled('wrk');

/** Sends requests with wrk, on one thread, as fast as they are answered. */
export async function wrk({ port, path, connections, seconds, close = false }: WrkLoad): Promise<WrkResult> {
  if (script === null) {
    script = temporaryPath('report.lua');
    writeFileSync(script, REPORT);
  }
  const headers = [...CLIENT_HEADERS, ...(close ? [['Connection', 'close']] : [])];
  const out = await runProcess(programPath('wrk') as string, [
    '-t1',
    `-c${connections}`,
    `-d${seconds}s`,
    '--timeout',
    '30s',
    ...headers.flatMap(([name, value]) => ['-H', `${name}: ${value}`]),
    '-s',
    script,
    `http://127.0.0.1:${port}${path}`,
  ]);
  const found = /^RESULT (.*)$/m.exec(out);
  if (found === null) throw new Error(`wrk said no result: ${out}`);
  return JSON.parse(found[1] as string) as WrkResult;
}
