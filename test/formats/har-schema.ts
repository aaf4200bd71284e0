import { z } from 'zod';

/**
 * HAR 1.2 by the letter of http://www.softwareishard.com/blog/har-12-spec/: every field that is not called optional
 * there must be there, no other may, unless it begins with an underscore.
 */

/** Fields of a writer's own are passed over; all others must be known. */
function record<T extends z.ZodRawShape>(shape: T) {
  const known = z.strictObject(shape);
  const withoutOwn = (value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).filter(([name]) => !name.startsWith('_')))
      : value;
  return z.preprocess(withoutOwn, known);
}

const comment = z.string().optional();
const dateTime = z.iso.datetime({ offset: true });
/** -1: not known. */
const size = z.int().min(-1);
const optionalTime = z.number().refine((ms) => ms === -1 || ms >= 0);
const time = z.number().min(0);

const pair = record({ name: z.string(), value: z.string(), comment });

const cookie = record({
  name: z.string(),
  value: z.string(),
  path: z.string().optional(),
  domain: z.string().optional(),
  expires: dateTime.optional(),
  httpOnly: z.boolean().optional(),
  secure: z.boolean().optional(),
  comment,
});

const param = record({
  name: z.string(),
  value: z.string().optional(),
  fileName: z.string().optional(),
  contentType: z.string().optional(),
  comment,
});

const postData = record({
  mimeType: z.string(),
  params: z.array(param).optional(),
  text: z.string().optional(),
  comment,
}).refine(
  (data) => (data.params === undefined) !== (data.text === undefined),
  'text and params are mutually exclusive',
);

const request = record({
  method: z.string().min(1),
  url: z.url(),
  httpVersion: z.string().regex(/^HTTP\/\d(?:\.\d)?$/),
  cookies: z.array(cookie),
  headers: z.array(pair),
  queryString: z.array(pair),
  postData: postData.optional(),
  headersSize: size,
  bodySize: size,
  comment,
});

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const content = record({
  size: z.int().min(0),
  compression: z.int().optional(),
  mimeType: z.string().min(1),
  text: z.string().optional(),
  encoding: z.literal('base64').optional(),
  comment,
}).refine(({ text, encoding }) => encoding === undefined || BASE64.test(text ?? '?'), 'text is no base64');

const response = record({
  status: z.int().min(0).max(999),
  statusText: z.string(),
  httpVersion: z.string().regex(/^HTTP\/\d(?:\.\d)?$/),
  cookies: z.array(cookie),
  headers: z.array(pair),
  content,
  redirectURL: z.string(),
  headersSize: size,
  bodySize: size,
  comment,
});

const timings = record({
  blocked: optionalTime.optional(),
  dns: optionalTime.optional(),
  connect: optionalTime.optional(),
  send: time,
  wait: time,
  receive: time,
  ssl: optionalTime.optional(),
  comment,
});

const cacheState = record({
  expires: dateTime.optional(),
  lastAccess: dateTime,
  eTag: z.string(),
  hitCount: z.int(),
  comment,
});

const entry = record({
  pageref: z.string().optional(),
  startedDateTime: dateTime,
  time,
  request,
  response,
  cache: record({ beforeRequest: cacheState.nullish(), afterRequest: cacheState.nullish(), comment }),
  timings,
  serverIPAddress: z.string().optional(),
  connection: z.string().optional(),
  comment,
}).refine(({ time: whole, timings: parts }) => {
  const { blocked = -1, dns = -1, connect = -1, send, wait, receive } = parts;
  const sum = [blocked, dns, connect, send, wait, receive]
    .filter((ms) => ms !== -1)
    .reduce((a, b) => a + b, 0);
  return Math.abs(sum - whole) < 0.001;
}, 'time is not the sum of the timings');

const page = record({
  startedDateTime: dateTime,
  id: z.string(),
  title: z.string(),
  pageTimings: record({ onContentLoad: optionalTime.optional(), onLoad: optionalTime.optional(), comment }),
  comment,
});

const software = record({ name: z.string(), version: z.string(), comment });

/** A whole HAR. */
export const HAR = record({
  log: record({
    version: z.literal('1.2'),
    creator: software,
    browser: software.optional(),
    pages: z.array(page).optional(),
    entries: z.array(entry),
    comment,
  }),
});
