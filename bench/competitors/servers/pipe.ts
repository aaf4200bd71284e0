/** The least that Node's own http can do for forwarding: two requests, two pipes. */
import http from 'node:http';
import { listen } from './listen.js';

const agent = new http.Agent({ keepAlive: true });
const port = Number(process.argv[2]);
listen(
  http.createServer((req, res) => {
    const { method, url, rawHeaders } = req;
    const out = http.request({ host: '127.0.0.1', port, agent, method, path: url, headers: rawHeaders });
    out.on('response', (answer) => {
      res.writeHead(answer.statusCode as number, answer.statusMessage, answer.rawHeaders);
      answer.pipe(res);
    });
    out.on('error', () => res.destroy());
    res.on('close', () => out.destroy());
    req.pipe(out);
  }),
);
