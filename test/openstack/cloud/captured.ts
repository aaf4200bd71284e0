import { readFileSync } from 'node:fs';

/** A request in a captured log. */
export interface CapturedRequest {
  readonly from: string;
  readonly to: string;
  readonly method: string;
  readonly path: string;
  readonly agent: string;
  /** Without the original middleware's own two headers. */
  readonly rawHeaders: readonly string[];
  readonly body: string;
}

/** The requests in a log of the original middleware, in order. Good enough for logs that are well formed. */
export function capturedRequests(path: string): CapturedRequest[] {
  return readFileSync(path, 'utf8')
    .split(/^(?=### \()/m)
    .flatMap((entry) => {
      const title = /^### \((.*)\) REQ >>> \((.*)\) : (\S+) https?:\/\/[^/]+(\S*)\n/.exec(entry);
      if (!title) return [];
      const [head = '', ...rest] = entry.slice(title[0].length).split('\n\n');
      const lines = head.split('\n').filter((line) => !line.startsWith('X-Requestshook-'));
      const rawHeaders = lines.flatMap((line) => {
        const at = line.indexOf(':');
        return [line.slice(0, at), line.slice(at + 1).trim()];
      });
      const [, from = '', to = '', method = '', path = ''] = title;
      const agent = rawHeaders[rawHeaders.indexOf('User-Agent') + 1] ?? '';
      return [{ from, to, method, path, agent, rawHeaders, body: rest.join('\n\n').trim() }];
    });
}
