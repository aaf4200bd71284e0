import { BoundedMap } from '../exchange/bounded-map.js';
import { headerValue } from '../exchange/headers.js';
import type { Message } from '../exchange/message.js';
import type { ImageAgreement, ImageHashes } from '../formats/journal.js';
import type { MessageRecord } from './record.js';

/** Images whose hashes are remembered; the oldest are forgotten first. */
const MAX_IMAGES = 1000;

/** What Glance says of an image's data. */
interface NamedHashes {
  /** MD5, hex. */
  readonly checksum?: string;
  /** Of `os_hash_algo`: sha512, by default. */
  readonly sha512?: string;
}

const DATA = /\/v2\/images\/([^/?]+)\/file(?:\?|$)/;
const IMAGES = /\/v2\/images(?:\/[^/?]+)?(?:\?|$)/;

/**
 * Compares the data of images that passed with the checksum and hash that Glance names for them, in whichever
 * order the two come.
 */
export class ImageDigests {
  readonly #passed = new BoundedMap<string, ImageHashes & { exchange: number }>(MAX_IMAGES);
  readonly #named = new BoundedMap<string, NamedHashes>(MAX_IMAGES);

  /** Takes a message; gives what it brought to light about an image, or null. */
  see(record: MessageRecord, message: Message): ImageAgreement | null {
    const image = DATA.exec(record.url)?.[1];
    if (image !== undefined) return this.#seeData(image, record);
    if (record.kind !== 'response' || record.status > 201 || !IMAGES.test(record.url)) return null;
    const { content, json } = message.body;
    if (!json || typeof content !== 'string' || !content.includes('"checksum"')) return null;
    let found: ImageAgreement | null = null;
    for (const [id, named] of namedIn(JSON.parse(content))) {
      this.#named.renew(id, named);
      found ??= this.#compare(id);
    }
    return found;
  }

  #seeData(image: string, record: MessageRecord): ImageAgreement | null {
    const late = record.kind === 'response' ? record.requestBody?.imageHashes : undefined;
    const hashes = record.body.imageHashes ?? late;
    const refused = record.kind === 'response' && record.status >= 300;
    if (refused) this.#passed.delete(image);
    if (hashes === undefined || refused) return null;
    this.#passed.renew(image, { ...hashes, exchange: record.number });
    const checksum = record.kind === 'response' ? headerValue(record.headers, 'content-md5') : undefined;
    if (checksum !== undefined && !this.#named.has(image)) this.#named.renew(image, { checksum });
    return this.#compare(image);
  }

  #compare(image: string): ImageAgreement | null {
    const passed = this.#passed.get(image);
    const named = this.#named.get(image);
    if (passed === undefined || named === undefined) return null;
    const { checksum, sha512 } = named;
    if (checksum === undefined && sha512 === undefined) return null;
    return {
      image,
      exchange: passed.exchange,
      ...(checksum === undefined ? {} : { md5: verdict(checksum, passed.md5) }),
      ...(sha512 === undefined ? {} : { sha512: verdict(sha512, passed.sha512) }),
    };
  }
}

const verdict = (named: string, passed: string) => (named.toLowerCase() === passed ? 'agrees' : 'differs');

/** The hashes in an answer with one image, or with a list of them. */
function namedIn(answer: unknown): [id: string, named: NamedHashes][] {
  const { images } = Object(answer) as { images?: unknown };
  return (Array.isArray(images) ? images : [answer]).flatMap((image: unknown) => {
    const { id, checksum, os_hash_algo, os_hash_value } = Object(image) as Record<string, unknown>;
    if (typeof id !== 'string') return [];
    const named = {
      ...(typeof checksum === 'string' ? { checksum } : {}),
      ...(os_hash_algo === 'sha512' && typeof os_hash_value === 'string' ? { sha512: os_hash_value } : {}),
    };
    return Object.keys(named).length === 0 ? [] : [[id, named]];
  });
}
