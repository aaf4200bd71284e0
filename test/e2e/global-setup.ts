import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../shared.js';
import { PATH, setCloud, stackScript } from './cloud.js';
import { freePort } from './free-port.js';
import { guardStack } from './stack-guard.js';

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
  guardStack(
    spawn(join(ROOT, 'test/e2e/stack/guard.sh'), {
      env: { PATH, STATE_DIR: cloud.stateDir, FRONT_PORT: String(cloud.frontPort) },
      // Out of the terminal's reach: Ctrl-C must not end the one that cleans up.
      detached: true,
      stdio: ['pipe', 'ignore', 'inherit'],
    }),
  );
  await stackScript(cloud, 'up.sh');
  setCloud(cloud);
}
