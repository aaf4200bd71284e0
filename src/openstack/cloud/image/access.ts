import { denied, forbidden, noImage } from './errors.js';
import type { Image } from './image.js';
import type { ImageStore } from './store.js';

/** Who calls, as Keystone's answer about the token said. */
export interface Requester {
  readonly projectId: string | null;
  readonly isAdmin: boolean;
}

/** Whether an image is the requester's own. */
export function isOwner(image: Image, { projectId }: Requester): boolean {
  return projectId !== null && image.attributes.owner === projectId;
}

/** Whether a requester may see an image that it knows by id; a member may before it accepted. */
export function isVisible(image: Image, requester: Requester): boolean {
  const { visibility } = image.attributes;
  if (requester.isAdmin || visibility === 'public' || visibility === 'community') return true;
  return isOwner(image, requester) || (visibility === 'shared' && isMember(image, requester));
}

/** Whether a requester may change or delete an image. */
export function mayChange(image: Image, requester: Requester): boolean {
  return requester.isAdmin || isOwner(image, requester);
}

/** The image with that id, if the requester may see it; else throws a 404 (`missing`), as if it were not there. */
export function visibleImage(
  store: ImageStore,
  id: string,
  requester: Requester,
  missing = noImage(id),
): Image {
  const image = store.get(id);
  if (!image || !isVisible(image, requester)) throw missing;
  return image;
}

/** As `visibleImage`, for changing it; throws a 403 (`refused`) if the requester may only see it. */
export function changeableImage(
  store: ImageStore,
  id: string,
  requester: Requester,
  missing = noImage(id),
  refused = forbidden('You do not own this image'),
): Image {
  const image = visibleImage(store, id, requester, missing);
  if (!mayChange(image, requester)) throw refused;
  return image;
}

/** Checks who may make an image public, and give one to another project. */
export function checkPrivileges(before: Image, after: Image, requester: Requester): void {
  if (requester.isAdmin) return;
  if (before.attributes.owner !== after.attributes.owner)
    throw denied("Owner can't be updated by non admin.");
  if (after.attributes.visibility === 'public' && before.attributes.visibility !== 'public')
    throw forbidden('You are not authorized to complete publicize_image action.');
}

function isMember(image: Image, { projectId }: Requester): boolean {
  return image.members.some((member) => member.projectId === projectId);
}
