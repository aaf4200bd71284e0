import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { startTracing } from '../../src/commands/tracing.js';
import { loadSettings } from '../../src/config/load.js';
import { createProgramLog } from '../../src/config/program-log.js';
import { temporaryFolder } from '../recorder/temporary-folder.js';

const ID = 'a42bfade-78ec-4c95-b7b4-272ba265072c';
const DATA = Buffer.alloc(3_000_000, 'image data ');
const hash = (algorithm: string) => createHash(algorithm).update(DATA).digest('hex');

/** Puts an image through the proxy to a Glance that says `image` of it, and gives the journal's lines. */
async function upload(
  image: object,
  digest = true,
): Promise<{ lines: Record<string, unknown>[]; log: string }> {
  const glance: RequestListener = (req, res) => {
    req.resume();
    req.on('end', () => {
      if (req.method === 'PUT') res.writeHead(204).end();
      else res.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(image));
    });
  };
  const service = createServer(glance).listen(0, '127.0.0.1');
  await new Promise((resolve) => service.once('listening', resolve));
  const dir = temporaryFolder();
  const { port } = service.address() as AddressInfo;
  const flags = {
    service: `glance-api=http://127.0.0.1:${port}`,
    listen: '127.0.0.1:0',
    log: join(dir, 'l'),
    dir,
    digest,
  };
  const logged: string[] = [];
  const tracing = await startTracing(loadSettings({ flags, env: {} }), {
    log: createProgramLog({ level: 'info', stream: { write: (line: string) => void logged.push(line) } }),
  });
  const place = tracing.proxy.listeners[0]?.place as { port: number };
  const call = (method: string, path: string, body?: Buffer) =>
    new Promise((resolve, reject) => {
      const req = request({ port: place.port, method, path: `/glance-api${path}`, agent: false });
      req.on('response', (res) => res.resume().on('end', resolve));
      req.on('error', reject).end(body);
    });
  await call('PUT', `/v2/images/${ID}/file`, DATA);
  await call('GET', `/v2/images/${ID}`);
  await tracing.close();
  service.close();
  const log = logged.join('');
  const text = readFileSync(join(dir, 'journal.ndjson'), 'utf8').trimEnd();
  return { lines: text.split('\n').map((line) => JSON.parse(line) as Record<string, unknown>), log };
}

test('an image that arrived whole agrees with the checksum and the hash that Glance names', async () => {
  const image = { id: ID, checksum: hash('md5'), os_hash_algo: 'sha512', os_hash_value: hash('sha512') };
  const { lines } = await upload(image);
  expect(lines.at(-1)?.imageDigest).toEqual({ image: ID, exchange: 1, md5: 'agrees', sha512: 'agrees' });
});

test('an image that Glance has otherwise is told in the journal and in the program’s log', async () => {
  const { lines, log } = await upload({ id: ID, checksum: 'd41d8cd98f00b204e9800998ecf8427e' });
  expect(lines.at(-1)?.imageDigest).toEqual({ image: ID, exchange: 1, md5: 'differs' });
  expect(log).toContain(
    `the data of image ${ID}, which passed in exchange 1, is not what Glance's checksum says`,
  );
});

test('without --digest nothing is hashed', async () => {
  const { lines } = await upload({ id: ID, checksum: hash('md5') }, false);
  expect(lines.filter((line) => line.imageDigest !== undefined)).toEqual([]);
});
