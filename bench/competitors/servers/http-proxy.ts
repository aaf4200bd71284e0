/** http-proxy as its README has it, with the keep-alive agent without which it makes a connection for each request. */
import http from 'node:http';
import httpProxy from 'http-proxy';
import { listen } from './listen.js';

const proxy = httpProxy.createProxyServer({
  target: `http://127.0.0.1:${process.argv[2]}`,
  agent: new http.Agent({ keepAlive: true }),
});
proxy.on('error', (_error, _req, res) => res.destroy());
listen(http.createServer((req, res) => proxy.web(req, res)));
