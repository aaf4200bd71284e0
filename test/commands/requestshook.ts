import { type Ended, run } from './cli.js';

/** Runs `requestshook` as somebody who uses no cloud, whatever the environment of the tests names. */
export function requestshook(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return run(args, { env: { OS_AUTH_URL: '', OS_CLOUD: '', ...env } });
}
