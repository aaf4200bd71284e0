import { random } from 'nanoid';

/** The two headers that are put on every traced request and its answer. */
export const REQUEST_ID = 'X-Requestshook-Request-Id';
export const REQUEST_FROM = 'X-Requestshook-Request-From';
/** The same in lower case, for comparing. */
export const REQUEST_ID_LOWER = 'x-requestshook-request-id';
export const REQUEST_FROM_LOWER = 'x-requestshook-request-from';

/** What the two headers say. */
export interface Mark {
  readonly id: string;
  readonly from: string;
}

/** A new request id: 32 hex digits, as the original middleware made them. */
export function newRequestId(): string {
  const bytes = random(16);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');
}
