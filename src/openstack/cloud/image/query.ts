import { isOwner, type Requester } from './access.js';
import { badRequest } from './errors.js';
import { type Image, imageView } from './image.js';
import { sortImages } from './sort.js';

/** Images on a page when the caller does not say, and at most. */
const DEFAULT_LIMIT = 25;
const MAX_LIMIT = 1000;

/** Parameters that are not filters on an attribute of the same name. */
const SPECIAL = new Set([
  'limit',
  'marker',
  'sort',
  'sort_key',
  'sort_dir',
  'visibility',
  'member_status',
  'os_hidden',
  'tag',
  'size_min',
  'size_max',
]);

/** One page of a list, and the id to go on from, if there may be more. */
export interface Page {
  readonly images: readonly Image[];
  readonly next: string | null;
}

/** `GET /v2/images`: what of all images the requester may see and the query asks for. Throws a 400. */
export function queryImages(all: readonly Image[], query: URLSearchParams, requester: Requester): Page {
  const limit = readLimit(query.get('limit'));
  const wanted = all.filter(
    (image) =>
      isListed(image, query, requester) && passesSpecial(image, query) && passesFilters(image, query),
  );
  const sorted = sortImages(wanted, query);
  const marker = query.get('marker');
  const from = marker === null ? 0 : sorted.findIndex(({ attributes }) => attributes.id === marker) + 1;
  if (marker !== null && !all.some(({ attributes }) => attributes.id === marker))
    throw badRequest(`No image found with ID ${marker}`);
  const images = sorted.slice(from, from + limit);
  const last = images.at(-1);
  return { images, next: last && images.length === limit ? last.attributes.id : null };
}

/** In lists, other than by id, shared images appear once they were accepted, and community ones when asked for. */
function isListed(image: Image, query: URLSearchParams, requester: Requester): boolean {
  const visibility = query.get('visibility');
  const status = query.get('member_status') ?? 'accepted';
  if (visibility !== null && !/^(public|private|shared|community|all)$/.test(visibility))
    throw badRequest(`Invalid visibility value: ${visibility}`);
  if (!/^(pending|accepted|rejected|all)$/.test(status)) throw badRequest(`Invalid status: ${status}`);

  const own = image.attributes.visibility;
  if (visibility !== null && visibility !== 'all' && own !== visibility) return false;
  if (isOwner(image, requester) || own === 'public') return true;
  if (own === 'community') return visibility !== null;
  if (requester.isAdmin) return true;
  const membership = image.members.find(({ projectId }) => projectId === requester.projectId);
  return own === 'shared' && membership !== undefined && (status === 'all' || membership.status === status);
}

function passesSpecial(image: Image, query: URLSearchParams): boolean {
  const { os_hidden: hidden, size } = image.attributes;
  const isAbove = (name: string) => (size ?? 0) >= Number(query.get(name) ?? 0);
  const isBelow = (name: string) => (size ?? 0) <= Number(query.get(name) ?? Number.POSITIVE_INFINITY);
  return (
    hidden === readBoolean('os_hidden', query.get('os_hidden') ?? 'false') &&
    query.getAll('tag').every((tag) => image.tags.includes(tag)) &&
    isAbove('size_min') &&
    isBelow('size_max')
  );
}

function passesFilters(image: Image, query: URLSearchParams): boolean {
  const view = imageView(image);
  for (const [name, wanted] of query) {
    if (SPECIAL.has(name)) continue;
    const value = view[name];
    if (name === 'protected') {
      if (value !== readBoolean(name, wanted)) return false;
    } else if (!compares(String(value ?? ''), wanted, name)) return false;
  }
  return true;
}

/** `name=in:a,b`, `created_at=gt:2023-01-02T00:00:00Z`; anything else is compared as it is. */
function compares(value: string, wanted: string, name: string): boolean {
  const [, operator, operand = ''] = /^(in|eq|neq|gt|gte|lt|lte):(.*)$/s.exec(wanted) ?? [];
  if (operator === 'in') return operand.split(',').includes(value);
  if (operator === undefined || !name.endsWith('_at')) return value === wanted;
  const difference = Date.parse(value) - Date.parse(operand);
  const holds: { readonly [operator: string]: boolean } = {
    eq: difference === 0,
    neq: difference !== 0,
    gt: difference > 0,
    gte: difference >= 0,
    lt: difference < 0,
    lte: difference <= 0,
  };
  return holds[operator] ?? false;
}

function readLimit(given: string | null): number {
  if (given === null) return DEFAULT_LIMIT;
  if (!/^[+-]?\d+$/.test(given)) throw badRequest('limit param must be an integer');
  if (Number(given) < 0) throw badRequest('limit param must be positive');
  return Math.min(Number(given), MAX_LIMIT);
}

function readBoolean(name: string, given: string): boolean {
  const text = given.toLowerCase();
  if (text !== 'true' && text !== 'false')
    throw badRequest(`Invalid value '${given}' for '${name}' filter. Valid values are 'true' or 'false'.`);
  return text === 'true';
}
