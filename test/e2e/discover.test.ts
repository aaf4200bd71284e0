import { openstack, restartGlance, serviceUrl } from './cloud.js';
import type { Result } from './command.js';
import { freePort } from './free-port.js';
import { describeMessage, readMessages } from './messages.js';
import { startProxy, traceFolder } from './requestshook.js';
import { expandSequence } from './sequences.js';

test('with Keystone’s URL alone, --discover keeps the client on the proxy for Glance as well', async () => {
  await restartGlance('directly');
  const direct = await openstack(serviceUrl('/identity'), 'image', 'list', '-f', 'json');
  const trace = await traceFolder();
  let traced: Result;
  let log: string;
  try {
    const port = await freePort();
    const proxy = await startProxy(
      [
        ...['--service', `keystone=${serviceUrl('/identity')}`, '--discover'],
        ...['--listen', `127.0.0.1:${port}`, '--log', trace.log, '--dir', trace.dir],
      ],
      [port],
    );
    traced = await openstack(`http://127.0.0.1:${port}/identity`, 'image', 'list', '-f', 'json');
    await proxy.stop();
    log = (await trace.files()).get('requests.log') as string;
  } finally {
    await trace.remove();
  }

  expect(traced).toEqual(direct);
  // Glance itself went straight to Keystone.
  expect(readMessages(log).map(describeMessage)).toEqual(
    expandSequence(`
      openstack keystone GET /identity 300
      openstack keystone POST /identity/v3/auth/tokens 201
      openstack glance-api GET /image 300
      openstack glance-api GET /image/v2/images 200`),
  );
});
