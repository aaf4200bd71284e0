import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, temporaryPath } from '../place.js';
import { startProcess, whenSays } from '../processes.js';
import { type Competitor, nodeOptions, type Running, runningProcess, type Target } from './competitor.js';

/** The program, as `npm run build` left it. */
export const CLI = join(ROOT, 'dist/cli.js');

/** How requestshook is started. */
export interface Variant {
  readonly cli?: string;
  readonly args?: readonly string[];
}

const READY = /"msg":"ready on http:\/\/127\.0\.0\.1:(\d+)/;

/** Starts `requestshook proxy`, with a Keystone and a Glance at the target. */
export async function startRequestshook(target: Target, variant: Variant = {}): Promise<Running> {
  const { cli = CLI, args = ['--ui', 'off'] } = variant;
  const folder = temporaryPath('requestshook');
  const trace = { log: join(folder, 'requests.log'), dir: join(folder, 'files') };
  mkdirSync(trace.dir, { recursive: true });
  const services = ['keystone=', 'glance-api='].map(
    (name, at) => `${name}http://127.0.0.1:${target.port}/${['identity', 'image'][at]}`,
  );
  const started = await startProcess(
    process.execPath,
    [
      ...(target.node ?? []),
      cli,
      'proxy',
      '--listen',
      '127.0.0.1:0',
      ...services.flatMap((service) => ['--service', service]),
      '--log',
      trace.log,
      '--dir',
      trace.dir,
      ...args,
    ],
    // Settings of whoever runs the benchmark are not measured.
    { ...nodeOptions(target), env: { PATH: process.env.PATH } },
  );
  const [, listens] = await whenSays(started, 'stderr', READY);
  return runningProcess(started, Number(listens), trace);
}

export function requestshook(name: string, about: string, variant: Variant = {}): Competitor {
  const cli = variant.cli ?? CLI;
  return {
    name,
    about,
    missing: () => (existsSync(cli) ? null : `${cli} is not there: npm run build`),
    start: (target) => startRequestshook(target, variant),
  };
}

export const everything = requestshook(
  'requestshook',
  'everything on: log, diagram.md, body.md, journal, secrets hashed, links rewritten, callers',
);

export const withPage = requestshook('with-page', 'the same, and the live page, which nobody looks at', {
  args: ['--ui', '127.0.0.1:0'],
});

export const logAlone = requestshook('log-alone', 'everything on, but of the files only requests.log', {
  args: ['--ui', 'off', '--files', 'log'],
});

export const untraced = requestshook('untraced', 'requestshook --no-enabled', {
  args: ['--ui', 'off', '--no-enabled'],
});
