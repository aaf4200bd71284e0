import type { Answer } from '../answer.js';
import { asObject } from '../shape.js';
import { mayChange, visibleImage } from './access.js';
import { jsonAnswer, noContent } from './answers.js';
import { type ImageContext, readJson } from './context.js';
import { badRequest, conflict, forbidden, notFound } from './errors.js';
import { type Image, type Member, type MemberStatus, memberView } from './image.js';

const STATUSES: readonly unknown[] = ['pending', 'accepted', 'rejected'] satisfies MemberStatus[];

/** `POST /v2/images/{image}/members`: shares an image with a project. Glance does not ask whether there is one. */
export async function addMember(context: ImageContext, id: string): Promise<Answer> {
  const { call, requester, store, now } = context;
  const body = asObject(await readJson(call));
  if (!body) throw badRequest('Expected a member in the form: {"member": "image_id"}');
  const { member: projectId } = body;
  if (projectId === undefined) throw badRequest('Member to be added not specified');
  if (typeof projectId !== 'string' || projectId === '') throw badRequest("Member can't be empty");
  const image = sharedImage(context, id, 'create');
  if (!mayChange(image, requester)) throw notAllowed('create', id);
  if (image.members.some((member) => member.projectId === projectId))
    throw conflict(`Member ${projectId} is duplicated for image ${id}`);
  const member: Member = { projectId, status: 'pending', createdAt: now(), updatedAt: now() };
  store.update(id, { members: [...image.members, member] });
  return jsonAnswer(200, memberView(image, member));
}

/** `GET /v2/images/{image}/members`: all for the owner, a member sees itself. */
export function listMembers(context: ImageContext, id: string): Answer {
  const image = sharedImage(context, id, 'list');
  const seen = image.members.filter((member) => maySee(context, image, member));
  const members = seen.map((member) => memberView(image, member));
  return jsonAnswer(200, { members, schema: '/v2/schemas/members' });
}

/** `GET /v2/images/{image}/members/{member}` */
export function showMember(context: ImageContext, id: string, projectId: string): Answer {
  const image = sharedImage(context, id, 'get');
  const member = findMember(image, projectId);
  if (!maySee(context, image, member)) throw missingMember(image, projectId);
  return jsonAnswer(200, memberView(image, member));
}

/** `PUT /v2/images/{image}/members/{member}`: the member accepts or rejects; the owner may not for it. */
export async function updateMember(context: ImageContext, id: string, projectId: string): Promise<Answer> {
  const { call, requester, store, now } = context;
  const body = asObject(await readJson(call));
  if (!body) throw badRequest('Expected a status in the form: {"status": "status"}');
  if (body.status === undefined) throw badRequest('Status not specified');
  const image = sharedImage(context, id, 'update');
  const member = findMember(image, projectId);
  if (!requester.isAdmin && requester.projectId !== projectId) throw notAllowed('update', id);
  if (!STATUSES.includes(body.status))
    throw badRequest('Incorrect request: Status must be "pending", "accepted" or "rejected".');
  const changed: Member = { ...member, status: body.status as MemberStatus, updatedAt: now() };
  store.update(id, { members: image.members.map((other) => (other === member ? changed : other)) });
  return jsonAnswer(200, memberView(image, changed));
}

/** `DELETE /v2/images/{image}/members/{member}` */
export function removeMember(context: ImageContext, id: string, projectId: string): Answer {
  const { requester, store } = context;
  const image = sharedImage(context, id, 'delete');
  if (!mayChange(image, requester)) throw notAllowed('delete', id);
  const member = findMember(image, projectId);
  store.update(id, { members: image.members.filter((other) => other !== member) });
  return noContent(false);
}

/** Only shared images have members; the others refuse everything about them. */
function sharedImage({ store, requester }: ImageContext, id: string, action: string): Image {
  const image = visibleImage(store, id, requester, notFound(`Image ${id} not found.`));
  if (image.attributes.visibility === 'shared') return image;
  throw action === 'list'
    ? forbidden(`Not allowed to list members for image ${id}: Only shared images have members.`)
    : notAllowed(action, id);
}

function findMember(image: Image, projectId: string): Member {
  const member = image.members.find((candidate) => candidate.projectId === projectId);
  if (!member) throw missingMember(image, projectId);
  return member;
}

function maySee({ requester }: ImageContext, image: Image, member: Member): boolean {
  return mayChange(image, requester) || member.projectId === requester.projectId;
}

const missingMember = (image: Image, projectId: string) =>
  notFound(`${projectId} not found in the member list of the image ${image.attributes.id}.`);

const notAllowed = (action: string, id: string) =>
  forbidden(`Not allowed to ${action} members for image ${id}.`);
