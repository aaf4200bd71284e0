import type { Answer } from '../answer.js';
import { changeableImage } from './access.js';
import { noContent } from './answers.js';
import type { ImageContext } from './context.js';
import { forbidden, noResource, notFound } from './errors.js';
import type { Image } from './image.js';
import { validateAttribute } from './validate.js';

/** `PUT /v2/images/{image}/tags/{tag}` */
export function addTag(context: ImageContext, id: string, tag: string): Answer {
  validateAttribute('tags', [tag]);
  const { tags } = taggable(context, id, 'update');
  if (!tags.includes(tag)) context.store.update(id, { tags: [...tags, tag] });
  return noContent(true);
}

/** `DELETE /v2/images/{image}/tags/{tag}` */
export function removeTag(context: ImageContext, id: string, tag: string): Answer {
  const { tags } = taggable(context, id, 'delete');
  if (!tags.includes(tag)) throw noResource();
  context.store.update(id, { tags: tags.filter((other) => other !== tag) });
  return noContent(true);
}

function taggable({ store, requester }: ImageContext, id: string, action: string): Image {
  const refused = forbidden(`Not allowed to ${action} tags for image ${id}.`);
  return changeableImage(store, id, requester, notFound(`Image ${id} not found.`), refused);
}
