import { temporaryPath } from '../place.js';
import type { Competitor } from './competitor.js';
import { nodeServer } from './node-server.js';

export const httpProxy = nodeServer('http-proxy', 'http-proxy with a keep-alive agent', 'http-proxy.js');

export const pipe = nodeServer('pipe', 'a hand-written pipe on node:http', 'pipe.js');

/** Each time in a folder of its own. */
export const threeFiles: Competitor = {
  ...nodeServer('three-files', '', ''),
  about: "http-proxy, and the original's way of writing: a line appended to three files a message",
  start: (target) => nodeServer('', '', 'three-files.js', temporaryPath('three-files')).start(target),
};
