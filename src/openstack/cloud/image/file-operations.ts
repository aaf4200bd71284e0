import { Readable } from 'node:stream';
import type { Answer } from '../answer.js';
import { header } from '../call.js';
import { newRequestId } from '../ids.js';
import { Refusal } from '../refusal.js';
import { changeableImage, visibleImage } from './access.js';
import { noContent } from './answers.js';
import type { ImageContext } from './context.js';
import { badRequest, conflict, forbidden, noImage, unsupportedType } from './errors.js';
import type { StoredFile } from './files.js';
import type { Image } from './image.js';
import { readRange } from './range.js';
import { virtualSize } from './virtual-size.js';

/** `PUT /v2/images/{image}/file`: to disk as it comes, with a length or chunked. */
export async function uploadFile(context: ImageContext, id: string): Promise<Answer> {
  const { call, requester, store, files } = context;
  const type = header(call, 'Content-Type');
  if (type !== 'application/octet-stream') throw unsupportedType(type);
  const refused = forbidden(`Not allowed to upload image data for image ${id}`);
  const image = changeableImage(store, id, requester, noImage(id), refused);
  checkReady(image);

  store.update(id, { attributes: { ...image.attributes, status: 'saving' } });
  let file: StoredFile;
  try {
    file = await files.write(id, call.request);
  } catch (error) {
    // The caller left: the image is as it was, and can be filled by another upload.
    const unfilled = store.get(id);
    if (unfilled) store.update(id, { attributes: { ...unfilled.attributes, status: 'queued' } });
    throw error;
  }
  const filled = store.get(id);
  if (!filled) {
    await files.remove(id);
    throw new Refusal(
      410,
      `Image ${id} could not be found after upload. The image may have been deleted during the upload.`,
    );
  }
  store.update(id, { attributes: { ...filled.attributes, ...contentAttributes(filled, file) } });
  return noContent(true);
}

/** What Glance knows of an image once its file is there. */
export function contentAttributes(image: Image, file: StoredFile): Partial<Image['attributes']> {
  return {
    status: 'active',
    size: file.size,
    virtual_size: virtualSize(image.attributes.disk_format, file),
    checksum: file.checksum,
    os_hash_algo: 'sha512',
    os_hash_value: file.hash,
  };
}

/** `GET /v2/images/{image}/file`: 204 as long as there is none. */
export function downloadFile({ call, requester, store, files }: ImageContext, id: string): Answer {
  const { status, size, checksum } = visibleImage(store, id, requester).attributes;
  if (status === 'deactivated' && !requester.isAdmin)
    throw forbidden('The requested image has been deactivated. Image data download is forbidden.');
  if (size === null || checksum === null) return noContent(false);

  const range = readRange(header(call, 'Range'), size);
  const { start, end } = range ?? { start: 0, end: size - 1 };
  return {
    status: range ? 206 : 200,
    reason: range ? 'Partial Content' : 'OK',
    headers: [
      'Content-Type',
      'application/octet-stream',
      ...(range ? ['Content-Range', `bytes ${start}-${end}/${size}`] : []),
      'Content-MD5',
      checksum,
      'Content-Length',
      String(end - start + 1),
      'x-openstack-request-id',
      newRequestId(),
    ],
    body: size === 0 ? Readable.from([]) : files.read(id, start, end),
  };
}

function checkReady({ attributes }: Image): void {
  const missing = (['disk_format', 'container_format'] as const).filter((name) => attributes[name] === null);
  if (missing.length > 0)
    throw badRequest(`Properties ${missing.join(', ')} must be set prior to saving data.`);
  if (attributes.status !== 'queued')
    throw conflict(`Image status transition from ${attributes.status} to saving is not allowed`);
}
