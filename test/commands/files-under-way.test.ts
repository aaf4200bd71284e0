import { chmodSync, chownSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readLog } from '../../src/formats/log-reader.js';
import { temporaryFolder, whyNoOtherUser } from './program.js';
import { logLines, startProxy } from './running-proxy.js';

const NOBODY = 65534;

/** Only root can take away the rights of another user. */
function testAsRoot(name: string, fn: () => Promise<void>): void {
  const why = whyNoOtherUser();
  if (why === null) test(name, fn);
  else test.skip(`${name} (skipped: ${why})`, () => {});
}

const requests = (log: string) =>
  readLog(readFileSync(log))
    .entries.filter(({ kind }) => kind === 'request')
    .map(({ url }) => url.slice(url.lastIndexOf('/') + 1));

testAsRoot(
  'rights that are taken away: traffic goes on, and what waited is written when they are back',
  async () => {
    const folder = join(temporaryFolder(), 'trace');
    chmodSync(join(folder, '..'), 0o755);
    mkdirSync(folder);
    chownSync(folder, NOBODY, NOBODY);
    const proxy = await startProxy([], {}, { folder, uid: NOBODY });
    const log = join(folder, 'requests.log');
    expect(await proxy.get('/identity/one')).toBe(200);
    while (!requests(log).includes('one')) await new Promise(setImmediate);
    renameSync(log, `${log}.1`);
    chmodSync(folder, 0o500);
    proxy.child.kill('SIGHUP');
    await proxy.until(/requests\.log cannot be written: this user may not write there/);
    expect(await proxy.get('/identity/two')).toBe(200);
    expect(await proxy.get('/identity/three')).toBe(200);
    chmodSync(folder, 0o700);
    await proxy.until(/requests\.log is written again/);
    expect(await proxy.get('/identity/four')).toBe(200);
    expect(await proxy.stop()).toBe(0);
    expect(requests(`${log}.1`)).toEqual(['one']);
    expect(requests(log)).toEqual(['two', 'three', 'four']);
    expect(logLines(proxy.stderr()).at(-1)).toMatchObject({ messages: 8, lost: 0 });
  },
);

test('a folder that is removed: traffic goes on, and it is made anew', async () => {
  const proxy = await startProxy();
  expect(await proxy.get('/identity/one')).toBe(200);
  const log = join(proxy.folder, 'requests.log');
  while (!requests(log).includes('one')) await new Promise(setImmediate);
  rmSync(proxy.folder, { recursive: true });
  expect(await proxy.get('/identity/two')).toBe(200);
  expect(await proxy.stop()).toBe(0);
  expect(requests(log)).toEqual(['two']);
});
