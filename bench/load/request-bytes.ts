import { CLIENT_HEADERS } from './headers.js';

/** A request as it goes over the wire, with what an OpenStack client sends; `add`: further headers. */
export function requestBytes(
  { method, path, port }: { readonly method: string; readonly path: string; readonly port: number },
  add: readonly (readonly [string, string])[] = [],
): Buffer {
  const lines = [['Host', `127.0.0.1:${port}`], ...CLIENT_HEADERS, ...add];
  return Buffer.from(
    `${method} ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`,
  );
}
