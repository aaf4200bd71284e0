import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startNginx } from '../competitors/nginx.js';
import { temporaryPath } from '../place.js';
import { imageAnswer, listAnswer, tokenAnswer } from './answers.js';
import { IMAGE_PATH, LIST_PATH, TOKEN_PATH } from './paths.js';

export interface Upstream {
  readonly port: number;
  /** Makes a file of that size, all of it holes, and gives the path under which it is downloaded. */
  sparseFile(bytes: number): string;
  /** How many requests it has met, those that ask for this not counted. */
  requests(): Promise<number>;
  stop(): Promise<void>;
}

/** Starts the service that everything calls in the end: an nginx of its own with files. */
export async function startUpstream(): Promise<Upstream> {
  const folder = temporaryPath('upstream');
  for (const path of ['identity/v3/auth', 'image/v2', 'image/file'])
    mkdirSync(join(folder, path), { recursive: true });
  // nginx may run as another user than it was started by; below a temporary folder of mode 0700 it runs as its starter.
  const json = (add = '') => `default_type application/json; ${add}`;
  const subject = `add_header X-Subject-Token gAAAAAB${'s'.repeat(173)}; add_header Vary X-Auth-Token;`;
  const running = await startNginx(`
  server {
    listen PORT backlog=4096;
    root ${folder};
    location = ${TOKEN_PATH} { ${json(subject)} }
    location = ${LIST_PATH} { ${json()} }
    location ${IMAGE_PATH.replace('{}', '')} { ${json()} rewrite ^ /image.json break; }
    location = /status { stub_status; }
    location /image/file/ { default_type application/octet-stream; }
  }`);
  const { port } = running;
  let asked = 0;
  writeFileSync(join(folder, 'image.json'), imageAnswer());
  writeFileSync(join(folder, TOKEN_PATH), tokenAnswer(port));
  writeFileSync(join(folder, LIST_PATH), listAnswer());
  return {
    port,
    sparseFile(bytes) {
      const path = `/image/file/${bytes}`;
      writeFileSync(join(folder, path), '');
      truncateSync(join(folder, path), bytes);
      return path;
    },
    async requests() {
      const text = await (await fetch(`http://127.0.0.1:${port}/status`)).text();
      asked += 1;
      const counts = /^ *(\d+) +(\d+) +(\d+) *$/m.exec(text);
      return Number(counts?.[3]) - asked;
    },
    stop: running.stop,
  };
}

/** Where no nginx is there, for what needs none. */
export const NO_UPSTREAM: Upstream = {
  port: 0,
  sparseFile: () => {
    throw new Error('there is no nginx');
  },
  requests: async () => 0,
  stop: async () => {},
};
