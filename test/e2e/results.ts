import type { Result } from './command.js';

/**
 * Results of the same commands at the same cloud, made comparable: what differs at each run (ids of new
 * images, tokens, times) and where links lead (host and port) is replaced by its kind.
 */
export function comparable(results: ReadonlyMap<string, Result>): Record<string, Result> {
  return Object.fromEntries(
    [...results].map(([name, { status, stdout, stderr }]) => [
      name,
      { status, stdout: replaceVolatile(stdout), stderr: replaceVolatile(stderr) },
    ]),
  );
}

function replaceVolatile(text: string): string {
  return text
    .replaceAll(/gAAAA[\w-]+/g, '{token}')
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '{image_id}')
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d{4})/g, '{time}')
    .replaceAll(/127\.0\.0\.1:\d+/g, '{address}');
}
