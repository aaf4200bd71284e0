import { connect } from 'node:net';
import { CloudError } from '../exchange/errors.js';

/** ms to wait for a connection. */
const PATIENCE = 5000;

/** Whether something takes connections at the proxy's URL. Throws a CloudError: a cloud that is led to nobody is cut off. */
export function expectAnswer(proxyUrl: string): Promise<void> {
  const { hostname, port, protocol } = new URL(proxyUrl);
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port: Number(port) || (protocol === 'https:' ? 443 : 80) });
    const fail = (reason: string) => {
      socket.destroy();
      reject(
        new CloudError(
          `nobody answers at ${proxyUrl} (${reason}), where the endpoints would lead: nothing was changed. Check --public-url and --listen`,
        ),
      );
    };
    socket.setTimeout(PATIENCE, () => fail(`no connection within ${PATIENCE / 1000} s`));
    socket.once('error', (error) => fail(error.message));
    socket.once('connect', () => {
      socket.destroy();
      resolve();
    });
  });
}
