import { mkdirSync, writeFileSync } from 'node:fs';
import { temporaryPath } from '../place.js';
import { freePort, startProcess, whenAccepting } from '../processes.js';
import { type Competitor, type Running, runningProcess } from './competitor.js';
import { notInstalled, programPath } from './installed.js';

/** Starts an nginx of one process, without logs, with what stands in its `http` block (`PORT`: where it listens). */
export async function startNginx(http: string): Promise<Running> {
  const folder = temporaryPath('nginx');
  mkdirSync(folder);
  const port = await freePort();
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  writeFileSync(
    `${folder}/nginx.conf`,
    `daemon off;
master_process off;
pid ${folder}/nginx.pid;
error_log stderr error;
worker_rlimit_nofile 16384;
events { worker_connections 8192; }
http {
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000000;
  keepalive_timeout 1h;
  client_max_body_size 0;
  ${temporary.map((name) => `${name}_temp_path ${folder}/${name};`).join('\n  ')}
${http.replaceAll('PORT', `127.0.0.1:${port}`)}
}
`,
  );
  const started = await startProcess(programPath('nginx') as string, [
    '-p',
    folder,
    '-c',
    `${folder}/nginx.conf`,
    '-e',
    'stderr',
  ]);
  await whenAccepting(started, port);
  return runningProcess(started, port);
}

/** nginx as people put it in front of a service. Bodies stream, as they do through the others. */
export const nginx: Competitor = {
  name: 'nginx',
  about: 'nginx, one process, proxy_pass with keep-alive and no log',
  missing: () => notInstalled('nginx'),
  start: ({ port }) =>
    startNginx(`
  upstream target { server 127.0.0.1:${port}; keepalive 1024; }
  server {
    listen PORT backlog=4096;
    location / {
      proxy_pass http://target;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_request_buffering off;
      proxy_max_temp_file_size 0;
    }
  }`),
};
