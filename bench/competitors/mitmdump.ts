import { mkdirSync } from 'node:fs';
import { temporaryPath } from '../place.js';
import { freePort, startProcess, whenAccepting } from '../processes.js';
import { type Competitor, runningProcess } from './competitor.js';
import { notInstalled, programPath } from './installed.js';

export const mitmdump: Competitor = {
  name: 'mitmdump',
  about: 'mitmdump in reverse mode, writing a flow file; bodies above 1 MiB stream',
  missing: () => notInstalled('mitmdump'),
  async start({ port: target }) {
    const port = await freePort();
    const folder = temporaryPath('mitmproxy');
    mkdirSync(folder);
    const args = ['--quiet', '--mode', `reverse:http://127.0.0.1:${target}`, '--listen-host', '127.0.0.1'];
    const settings = ['--set', `confdir=${folder}`, '--set', 'stream_large_bodies=1m'];
    const started = await startProcess(programPath('mitmdump') as string, [
      ...args,
      ...settings,
      '--listen-port',
      String(port),
      '--save-stream-file',
      `${folder}/flows`,
    ]);
    await whenAccepting(started, port);
    return runningProcess(started, port);
  },
};
