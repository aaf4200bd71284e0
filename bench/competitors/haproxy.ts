import { writeFileSync } from 'node:fs';
import { temporaryPath } from '../place.js';
import { freePort, startProcess, whenAccepting } from '../processes.js';
import { type Competitor, runningProcess } from './competitor.js';
import { notInstalled, programPath } from './installed.js';

export const haproxy: Competitor = {
  name: 'haproxy',
  about: 'HAProxy, one thread, connections to the service reused, no log',
  missing: () => notInstalled('haproxy'),
  async start({ port: target }) {
    const port = await freePort();
    const config = temporaryPath('haproxy.cfg');
    writeFileSync(
      config,
      `global
  maxconn 4096
  nbthread 1
defaults
  mode http
  timeout connect 5s
  timeout client 1h
  timeout server 1h
  http-reuse always
frontend entrance
  bind 127.0.0.1:${port} backlog 4096
  default_backend target
backend target
  server target 127.0.0.1:${target}
`,
    );
    const started = await startProcess(programPath('haproxy') as string, ['-db', '-f', config]);
    await whenAccepting(started, port);
    return runningProcess(started, port);
  },
};
