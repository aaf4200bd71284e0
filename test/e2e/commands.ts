import { createCipheriv, createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openstack } from './cloud.js';
import type { Result } from './command.js';

/** Size of the image that is uploaded, in bytes: 20 MB. */
export const IMAGE_BYTES = 20_000_000;

/** One command of the series. */
interface Step {
  readonly name: string;
  readonly args: string[];
}

/** What a series of commands gave. */
export interface Series {
  /** By the step's name, in order. */
  readonly results: ReadonlyMap<string, Result>;
  /** SHA-256 of the file that was uploaded and of the one that `image save` wrote. */
  readonly uploaded: string;
  readonly saved: string;
}

/**
 * Runs the life of an image by the real client: made, listed, shared, read back, deleted. `before` is
 * called with the name of each step before it. Ends where a step failed that should not have.
 */
export async function runSeries(
  authUrl: string,
  before: (step: string) => Promise<void> = async () => {},
): Promise<Series> {
  const folder = await mkdtemp(join(tmpdir(), 'rh-image-'));
  const [file, copy] = [join(folder, 'image'), join(folder, 'copy')];
  await writeFile(file, imageContent());
  const results = new Map<string, Result>();
  const step = async ({ name, args }: Step) => {
    await before(name);
    const result = await openstack(authUrl, ...args);
    results.set(name, result);
    return result;
  };
  const json = async (one: Step): Promise<Record<string, string>> => {
    const { status, stdout, stderr } = await step({ ...one, args: [...one.args, '-f', 'json'] });
    if (status !== 0) throw new Error(`${one.name} ended with ${status}\n${stdout}\n${stderr}`);
    return JSON.parse(stdout);
  };
  try {
    await json({ name: 'token issue', args: ['token', 'issue'] });
    await json({ name: 'catalog list', args: ['catalog', 'list'] });
    const created = await json({
      name: 'image create',
      args: [
        ...['image', 'create', '--private', '--disk-format', 'raw', '--container-format', 'bare'],
        ...['--property', 'color=red', '--property', 'shape=square', '--tag', 'e2e'],
        ...['--file', file, 'e2e-image'],
      ],
    });
    const id = created.id as string;
    await json({ name: 'image list', args: ['image', 'list'] });
    await json({ name: 'image show', args: ['image', 'show', id] });
    await step({ name: 'image set --shared', args: ['image', 'set', '--shared', 'e2e-image'] });
    const added = await json({ name: 'image add project', args: ['image', 'add', 'project', id, 'demo'] });
    const project = added.member_id as string;
    await json({ name: 'image member list', args: ['image', 'member', 'list', 'e2e-image'] });
    await step({ name: 'image remove project', args: ['image', 'remove', 'project', id, project] });
    await step({ name: 'image save', args: ['image', 'save', '--file', copy, 'e2e-image'] });
    await step({
      name: 'image unset',
      args: ['image', 'unset', '--property', 'color', '--tag', 'e2e', 'e2e-image'],
    });
    await json({ name: 'image show, after unset', args: ['image', 'show', id] });
    await step({ name: 'image delete', args: ['image', 'delete', 'e2e-image'] });
    await step({ name: 'image show, after delete', args: ['image', 'show', id] });
    return { results, uploaded: await sha256(file), saved: await sha256(copy) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** As random as a packed disk, yet the same each time; it begins as a qcow2 image does. */
function imageContent(): Buffer {
  const zero = Buffer.alloc(16);
  const content = createCipheriv('aes-128-ctr', zero, zero).update(Buffer.alloc(IMAGE_BYTES));
  content.write('QFI\xfb\0\0\0\x03', 'latin1');
  return content;
}

async function sha256(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
}
