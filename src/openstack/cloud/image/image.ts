import type { Json } from '../python-json.js';

/** Who may see an image beside its owner. */
export type Visibility = 'public' | 'community' | 'shared' | 'private';

/** Of an image that was shared with a project. */
export type MemberStatus = 'pending' | 'accepted' | 'rejected';

/** A project that an image is shared with. */
export interface Member {
  readonly projectId: string;
  readonly status: MemberStatus;
  /** ms since the epoch */
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** Attributes of an image that Glance itself knows, by the names and in the order of its API. */
export interface ImageAttributes {
  readonly name: string | null;
  readonly disk_format: string | null;
  readonly container_format: string | null;
  readonly visibility: Visibility;
  readonly size: number | null;
  readonly virtual_size: number | null;
  readonly status: 'queued' | 'saving' | 'active' | 'deactivated';
  readonly checksum: string | null;
  readonly protected: boolean;
  readonly min_ram: number;
  readonly min_disk: number;
  readonly owner: string | null;
  readonly os_hidden: boolean;
  readonly os_hash_algo: string | null;
  readonly os_hash_value: string | null;
  readonly id: string;
}

/** An image; changed by being replaced. */
export interface Image {
  readonly attributes: ImageAttributes;
  /** Free properties, in the order in which they came. */
  readonly properties: { readonly [name: string]: string };
  readonly tags: readonly string[];
  readonly members: readonly Member[];
  /** ms since the epoch */
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Position among all images that were made, for those of the same second. */
  readonly serial: number;
}

/** A queued image without a name, as an empty `POST /v2/images` makes it. */
export function newImage(id: string, owner: string | null, now: number, serial: number): Image {
  return {
    attributes: {
      name: null,
      disk_format: null,
      container_format: null,
      visibility: 'shared',
      size: null,
      virtual_size: null,
      status: 'queued',
      checksum: null,
      protected: false,
      min_ram: 0,
      min_disk: 0,
      owner,
      os_hidden: false,
      os_hash_algo: null,
      os_hash_value: null,
      id,
    },
    properties: {},
    tags: [],
    members: [],
    createdAt: now,
    updatedAt: now,
    serial,
  };
}

/** An image as the API shows it: the free properties first. */
export function imageView(image: Image): { readonly [name: string]: Json } {
  const path = `/v2/images/${image.attributes.id}`;
  return {
    ...image.properties,
    ...image.attributes,
    created_at: seconds(image.createdAt),
    updated_at: seconds(image.updatedAt),
    tags: image.tags,
    self: path,
    file: `${path}/file`,
    schema: '/v2/schemas/image',
  };
}

/** A member as the API shows it. */
export function memberView(image: Image, member: Member): Json {
  return {
    member_id: member.projectId,
    image_id: image.attributes.id,
    status: member.status,
    created_at: seconds(member.createdAt),
    updated_at: seconds(member.updatedAt),
    schema: '/v2/schemas/member',
  };
}

/** `2023-01-02T06:29:17Z` */
const seconds = (time: number) => new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
