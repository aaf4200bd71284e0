/** The least that Node's own http can do for forwarding: two messages, two pipes. */
import http from 'node:http';
import { listen } from './listen.js';

/** Without the field that is for one hop alone (RFC 9110, 7.6.1). */
function forwarded(headers: readonly string[]): string[] {
  const passed: string[] = [];
  for (let i = 0; i < headers.length; i += 2) {
    const name = headers[i] as string;
    if (name.length !== 10 || name.toLowerCase() !== 'connection')
      passed.push(name, headers[i + 1] as string);
  }
  return passed;
}

const agent = new http.Agent({ keepAlive: true });
const port = Number(process.argv[2]);
listen(
  http.createServer((req, res) => {
    const { method, url } = req;
    const headers = forwarded(req.rawHeaders);
    const out = http.request({ host: '127.0.0.1', port, agent, method, path: url, headers });
    out.on('response', (answer) => {
      res.writeHead(answer.statusCode as number, answer.statusMessage, forwarded(answer.rawHeaders));
      answer.pipe(res);
    });
    out.on('error', () => res.destroy());
    res.on('close', () => out.destroy());
    req.pipe(out);
  }),
);
