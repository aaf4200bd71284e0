/**
 * What the original middleware does, on http-proxy: each message is appended, with a synchronous write, to three files,
 * opened for each line. It writes less than the original (a line each, no body), which is in its favour.
 */
import { appendFileSync, mkdirSync } from 'node:fs';
import http, { type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import httpProxy from 'http-proxy';
import { listen } from './listen.js';

const [, , target, folder] = process.argv as [string, string, string, string];
mkdirSync(folder, { recursive: true });
const files = ['requests.log', 'diagram.md', 'body.md'].map((name) => join(folder, name));

function append(what: string, { rawHeaders }: IncomingMessage): void {
  const line = `${what} ${rawHeaders.join(' ')}\n`;
  for (const file of files) appendFileSync(file, line);
}

const proxy = httpProxy.createProxyServer({
  target: `http://127.0.0.1:${target}`,
  agent: new http.Agent({ keepAlive: true }),
});
proxy.on('error', (_error, _req, res) => res.destroy());
proxy.on('proxyRes', (answer, req) => append(`RESP <<< ${answer.statusCode} ${req.url}`, answer));
listen(
  http.createServer((req, res) => {
    append(`REQ >>> ${req.method} ${req.url}`, req);
    proxy.web(req, res);
  }),
);
