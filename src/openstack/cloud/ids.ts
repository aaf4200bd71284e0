import { createHash, randomBytes } from 'node:crypto';

/** Makes the identifiers of a cloud. */
export interface Ids {
  /** 32 hex digits, as Keystone's of projects, users and the rest. */
  hex(): string;
  /** A version 4 UUID, as Glance's of images. */
  uuid(): string;
}

/**
 * Identifiers that are random, or, with a seed, the same at each start.
 * Tokens and request ids are never made here: those are random always.
 */
export function createIds(seed?: string): Ids {
  let count = 0;
  const bytes = () =>
    seed === undefined
      ? randomBytes(16)
      : createHash('sha256').update(`${seed}:${count++}`).digest().subarray(0, 16);
  return { hex: () => bytes().toString('hex'), uuid: () => uuidOf(bytes()) };
}

/** `req-` and a UUID: what both services put into x-openstack-request-id. */
export function newRequestId(): string {
  return `req-${uuidOf(randomBytes(16))}`;
}

/** 16 bytes as a version 4 UUID (RFC 9562, 5.4). */
function uuidOf(bytes: Buffer): string {
  const own = Buffer.from(bytes);
  own.writeUInt8((own.readUInt8(6) & 0x0f) | 0x40, 6);
  own.writeUInt8((own.readUInt8(8) & 0x3f) | 0x80, 8);
  return own.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
