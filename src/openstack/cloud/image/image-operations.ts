import type { Answer } from '../answer.js';
import { header } from '../call.js';
import { asObject } from '../shape.js';
import { changeableImage, checkPrivileges, visibleImage } from './access.js';
import { jsonAnswer, noContent } from './answers.js';
import { checkSettable, withValue } from './attributes.js';
import { type ImageContext, readJson } from './context.js';
import { badRequest, conflict, forbidden, notFound, unsupportedType } from './errors.js';
import { type Image, imageView, newImage } from './image.js';
import { applyPatch, PATCH_TYPES, readPatch } from './patch.js';
import { queryImages } from './query.js';
import { validateAttribute } from './validate.js';

/** `POST /v2/images` */
export async function createImage(context: ImageContext): Promise<Answer> {
  const { call, requester, store, ids, now } = context;
  const given = asObject(await readJson(call));
  if (!given) throw badRequest('Expected an image as a JSON object.');
  const { id = ids.uuid(), owner = requester.projectId, ...values } = given;
  validateAttribute('id', id);
  validateAttribute('owner', owner);
  for (const name of Object.keys(values)) checkSettable(name);
  const blank = newImage(id as string, owner as string | null, now(), store.nextSerial());
  const image = Object.entries(values).reduce((made, [name, value]) => withValue(made, name, value), blank);

  if (owner !== requester.projectId && !requester.isAdmin)
    throw forbidden(`You are not permitted to create images owned by '${owner}'.`);
  checkPrivileges(blank, image, requester);
  if (store.isTaken(image.attributes.id)) throw conflict(`Image ID ${image.attributes.id} already exists!`);
  store.add(image);
  return jsonAnswer(201, imageView(image), [
    'Location',
    `${context.imageUrl}/v2/images/${image.attributes.id}`,
  ]);
}

/** `GET /v2/images` */
export function listImages({ call, requester, store }: ImageContext): Answer {
  const { images, next } = queryImages(store.all(), call.query, requester);
  const parameters = [...call.query].filter(([name]) => name !== 'marker');
  return jsonAnswer(200, {
    images: images.map(imageView),
    first: listPath(parameters),
    schema: '/v2/schemas/images',
    ...(next === null ? {} : { next: listPath([...parameters, ['marker', next]]) }),
  });
}

/** `GET /v2/images/{image}` */
export function showImage({ requester, store }: ImageContext, id: string): Answer {
  return jsonAnswer(200, imageView(visibleImage(store, id, requester)));
}

/** `PATCH /v2/images/{image}` */
export async function updateImage(context: ImageContext, id: string): Promise<Answer> {
  const { call, requester, store } = context;
  const type = header(call, 'Content-Type').split(';')[0]?.trim() ?? '';
  if (!PATCH_TYPES.some((known) => known === type))
    throw unsupportedType(type, ['Accept-Patch', PATCH_TYPES.join(', ')]);
  const changes = readPatch(await readJson(call), type);
  const image = changeableImage(store, id, requester);
  const patched = applyPatch(image, changes);
  checkPrivileges(image, patched, requester);
  return jsonAnswer(200, imageView(changes.length === 0 ? image : store.update(id, patched)));
}

/** `DELETE /v2/images/{image}` */
export async function deleteImage({ requester, store, files }: ImageContext, id: string): Promise<Answer> {
  const image = changeableImage(store, id, requester, notFound(`Failed to find image ${id} to delete`));
  if (image.attributes.protected) throw forbidden(`Image ${id} is protected and cannot be deleted.`);
  store.delete(id);
  await files.remove(id);
  return noContent(true);
}

/** `POST /v2/images/{image}/actions/deactivate` and `reactivate`: whether what is in an image can be had. */
export function setActive(context: ImageContext, id: string, action: string): Answer {
  const { requester, store } = context;
  const image = changeableImage(store, id, requester);
  const { status } = image.attributes;
  if (status !== 'active' && status !== 'deactivated')
    throw forbidden(`Not allowed to ${action} image in status '${status}'`);
  const wanted = action === 'deactivate' ? 'deactivated' : 'active';
  store.update(id, { attributes: { ...image.attributes, status: wanted } satisfies Image['attributes'] });
  return noContent(true);
}

/** As Python's `urlencode` writes a query: blanks as +, and more escaped than browsers do. */
function listPath(parameters: readonly (readonly [string, string])[]): string {
  const quote = (text: string) =>
    encodeURIComponent(text)
      .replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
      .replaceAll('%20', '+');
  const query = parameters.map(([name, value]) => `${quote(name)}=${quote(value)}`).join('&');
  return query ? `/v2/images?${query}` : '/v2/images';
}
