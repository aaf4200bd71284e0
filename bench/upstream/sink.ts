import { partScript } from '../place.js';
import { startProcess, stopProcess, whenSays } from '../processes.js';

/** Starts the service that takes uploads: nginx would keep them, or answer before it has read them. */
export async function startSink(): Promise<{ readonly port: number; stop(): Promise<void> }> {
  const started = await startProcess(process.execPath, [partScript('upstream/sink-server.js')]);
  const [, port] = await whenSays(started, 'stdout', /^(\d+)\n/);
  return { port: Number(port), stop: () => stopProcess(started) };
}
