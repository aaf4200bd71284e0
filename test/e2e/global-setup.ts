import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setCloud } from './cloud.js';
import { freePort } from './free-port.js';
import { startStack } from './stack-process.js';

/** Brings up the cloud, once for all test files. */
export default async function globalSetup(): Promise<void> {
  if (!['/usr/bin/openstack', '/usr/bin/keystone-manage', '/usr/bin/glance-manage'].every(existsSync)) {
    throw new Error('No Keystone, Glance and openstack client here: run test/e2e/stack/install.sh as root.');
  }
  const cloud = {
    stateDir: await mkdtemp(join(tmpdir(), 'rh-e2e-')),
    frontPort: await freePort(),
    glancePort: await freePort(),
  };
  await startStack(cloud);
  setCloud(cloud);
}
