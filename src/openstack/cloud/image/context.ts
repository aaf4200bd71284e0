import { type Call, readBody } from '../call.js';
import type { Ids } from '../ids.js';
import type { Requester } from './access.js';
import { badRequest } from './errors.js';
import type { ImageFiles } from './files.js';
import type { ImageStore } from './store.js';

/** What an operation of Glance's works with. */
export interface ImageContext {
  readonly call: Call;
  readonly requester: Requester;
  readonly store: ImageStore;
  readonly files: ImageFiles;
  readonly ids: Ids;
  readonly now: () => number;
  /** Without a trailing slash. */
  readonly imageUrl: string;
}

/** The JSON body of a request. Throws a 400 where there is none, or it is not JSON. */
export async function readJson(call: Call): Promise<unknown> {
  const body = await readBody(call);
  if (body.length === 0) throw badRequest('Body expected in request.');
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw badRequest('Malformed JSON in request body.');
  }
}
