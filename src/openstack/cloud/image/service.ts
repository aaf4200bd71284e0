import type { Answer } from '../answer.js';
import { type Call, header } from '../call.js';
import type { Ids } from '../ids.js';
import type { Published } from '../published.js';
import { Refusal } from '../refusal.js';
import { findRoute, type Route } from '../route.js';
import {
  documentAnswer,
  errorAnswer,
  jsonAnswer,
  keystoneUnavailable,
  unauthorized,
  versionsAnswer,
} from './answers.js';
import { type AuthToken, KeystoneUnavailable } from './auth-token.js';
import type { ImageContext } from './context.js';
import { noResource } from './errors.js';
import { downloadFile, uploadFile } from './file-operations.js';
import type { ImageFiles } from './files.js';
import * as images from './image-operations.js';
import * as members from './member-operations.js';
import { SCHEMAS } from './schemas.js';
import type { ImageStore } from './store.js';
import { addTag, removeTag } from './tag-operations.js';
import { isVersion, versionsView } from './versions.js';

type Operation = (context: ImageContext, ...ids: string[]) => Answer | Promise<Answer>;

const setActive =
  (action: string): Operation =>
  (context, id = '') =>
    images.setActive(context, id, action);

/** Below the version. */
const ROUTES: readonly Route<Operation>[] = [
  { path: 'images', methods: { GET: images.listImages, POST: images.createImage } },
  {
    path: 'images/{image}',
    methods: { GET: images.showImage, PATCH: images.updateImage, DELETE: images.deleteImage },
  },
  { path: 'images/{image}/file', methods: { GET: downloadFile, PUT: uploadFile } },
  { path: 'images/{image}/tags/{tag}', methods: { PUT: addTag, DELETE: removeTag } },
  { path: 'images/{image}/members', methods: { GET: members.listMembers, POST: members.addMember } },
  {
    path: 'images/{image}/members/{member}',
    methods: { GET: members.showMember, PUT: members.updateMember, DELETE: members.removeMember },
  },
  { path: 'images/{image}/actions/deactivate', methods: { POST: setActive('deactivate') } },
  { path: 'images/{image}/actions/reactivate', methods: { POST: setActive('reactivate') } },
  ...Object.entries(SCHEMAS).map(
    ([name, schema]): Route<Operation> => ({
      path: `schemas/${name}`,
      methods: { GET: () => documentAnswer(schema) },
    }),
  ),
  { path: 'info/import', methods: { GET: () => documentAnswer(NO_IMPORT) } },
  { path: 'info/usage', methods: { GET: () => jsonAnswer(200, { usage: {} }) } },
];

/** Images are uploaded here; nothing is imported. */
const NO_IMPORT = {
  'import-methods': { description: 'Import methods available.', type: 'array', value: [] },
};

/** What a Glance is made of. */
export interface ImageState {
  readonly store: ImageStore;
  readonly files: ImageFiles;
  readonly ids: Ids;
  readonly authToken: AuthToken;
  readonly now: () => number;
  /** Asked at each request: the URLs are published after the start. */
  readonly published: () => Published;
}

/** Glance: answers a call in the words, status lines and header order of release 25, images in one store. */
export async function answerImage(call: Call, state: ImageState): Promise<Answer> {
  const { published, authToken, ...rest } = state;
  const { imageUrl, authUrl } = published();
  const [version = '', ...segments] = call.segments;
  // Whatever is no version is shown the versions.
  if (!isVersion(version)) return versionsAnswer(version === 'versions' ? 200 : 300, versionsView(imageUrl));

  const accept = header(call, 'Accept');
  try {
    const requester = await authToken.validate(header(call, 'X-Auth-Token'));
    if (!requester) return unauthorized(accept, authUrl);
    return await operate({ ...rest, call, requester, imageUrl }, segments);
  } catch (error) {
    if (error instanceof Refusal) return errorAnswer(error, accept);
    if (error instanceof KeystoneUnavailable) return keystoneUnavailable(accept);
    throw error;
  }
}

async function operate(context: ImageContext, segments: readonly string[]): Promise<Answer> {
  const match = findRoute(ROUTES, segments);
  if (!match) throw noResource();
  const { methods } = match.route;
  const operation = methods[context.call.method];
  if (!operation)
    throw new Refusal(405, `The method ${context.call.method} is not allowed for this resource. `, {
      headers: ['Allow', Object.keys(methods).join(', ')],
    });
  return await operation(context, ...match.values);
}
