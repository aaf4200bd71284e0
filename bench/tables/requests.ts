import { haproxy } from '../competitors/haproxy.js';
import { nginx } from '../competitors/nginx.js';
import { httpProxy, pipe } from '../competitors/node-servers.js';
import { everything, untraced } from '../competitors/requestshook.js';
import { straight } from '../competitors/straight.js';
import type { Reach } from '../report/table.js';
import { LIST_PATH, TOKEN_PATH } from '../upstream/paths.js';
import { wrkTable } from './wrk-table.js';

/** Where the number of competitors tells nothing new. */
const SOME = [straight, nginx, haproxy, pipe, httpProxy, untraced, everything];

const rate = (atLeast: number, goal: number): Reach => ({
  row: 'requestshook',
  figure: 'rate',
  of: 'http-proxy',
  atLeast,
  goal,
});

/** The load of most calls. */
export const path = wrkTable({
  name: 'path',
  inQuick: true,
  title: '4 KB of JSON, 32 connections',
  load: { path: TOKEN_PATH, connections: 32 },
  reach: [
    { row: 'requestshook', figure: 'thread', of: 'http-proxy', atMost: 1.2, goal: 1.1 },
    rate(0.75, 0.9),
    { row: 'requestshook', figure: 'rate', of: 'mitmdump', atLeast: 8 },
    { row: 'log-alone', figure: 'rate', of: 'http-proxy', atLeast: 0.9, goal: 0.95 },
  ],
});

export const list100kb = wrkTable({
  name: '100kb',
  inQuick: true,
  title: '100 KB of JSON, 32 connections',
  load: { path: LIST_PATH, connections: 32 },
  reach: [rate(0.6, 0.8)],
});

export const oneConnection = wrkTable({
  name: 'one',
  title: '4 KB of JSON, 1 connection',
  load: { path: TOKEN_PATH, connections: 1 },
  competitors: SOME,
  reach: [],
});

export const manyConnections = wrkTable({
  name: '512',
  inQuick: true,
  title: '4 KB of JSON, 512 connections',
  load: { path: TOKEN_PATH, connections: 512 },
  competitors: SOME,
  reach: [{ row: 'requestshook', figure: 'errors', of: null, atMost: 0 }, rate(0.75, 0.9)],
});

export const newConnections = wrkTable({
  name: 'new-connections',
  title: '4 KB of JSON, a new connection for each request, 32 at a time',
  load: { path: TOKEN_PATH, connections: 32, close: true },
  competitors: SOME,
  reach: [],
});
