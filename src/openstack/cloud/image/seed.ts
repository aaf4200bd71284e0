import { Readable } from 'node:stream';
import type { Ids } from '../ids.js';
import { contentAttributes } from './file-operations.js';
import type { ImageFiles } from './files.js';
import { type Image, newImage } from './image.js';
import type { ImageStore } from './store.js';

const NAME = 'cirros-0.6.1-x86_64-disk';

/**
 * Puts the image into a new cloud that the demo plays with, named and described as the one in devstack: shared by one
 * project, accepted by another. Resolves with its id.
 */
export async function seedImage(
  store: ImageStore,
  files: ImageFiles,
  ids: Ids,
  now: number,
  projects: { readonly owner: string; readonly member: string },
): Promise<string> {
  const id = ids.uuid();
  const file = await files.write(id, Readable.from([emptyQcow2()]));
  const blank = newImage(id, projects.owner, now, store.nextSerial());
  const described: Image = {
    ...blank,
    attributes: { ...blank.attributes, name: NAME, disk_format: 'qcow2', container_format: 'bare' },
    properties: {
      'owner_specified.openstack.md5': '',
      'owner_specified.openstack.object': `images/${NAME}`,
      'owner_specified.openstack.sha256': '',
    },
    members: [{ projectId: projects.member, status: 'accepted', createdAt: now, updatedAt: now }],
  };
  store.add({ ...described, attributes: { ...described.attributes, ...contentAttributes(described, file) } });
  return id;
}

/** A qcow2 file of 64 KiB that says it holds a disk of 112 MiB, as CirrOS does; there is nothing on it. */
function emptyQcow2(): Buffer {
  const file = Buffer.alloc(64 * 1024);
  file.write('QFI\xfb', 'latin1');
  file.writeUInt32BE(2, 4);
  file.writeUInt32BE(16, 20);
  file.writeBigUInt64BE(117_440_512n, 24);
  return file;
}
