import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import { limitIdle } from '../../../src/proxy/forward/time-limits.js';
import type { Upstream } from '../../../src/proxy/upstream.js';

const UPSTREAM = { service: { name: 'glance-api' }, origin: 'http://10.0.0.5' } as Upstream;

const responses: PassThrough[] = [];
afterEach(() => {
  for (const response of responses.splice(0)) response.destroy();
});

/** A response of which nothing comes, and its end. */
function silent(): { response: PassThrough; closed: Promise<void> } {
  const response = new PassThrough();
  responses.push(response);
  response.on('error', () => {});
  limitIdle(response as unknown as IncomingMessage, UPSTREAM, {
    head: 0,
    connect: 0,
    firstByte: 0,
    idle: 20,
  });
  return { response, closed: new Promise((resolve) => response.once('close', resolve)) };
}

test('11: a response that is held up by its caller is not ended for being idle; once it is read, it is', async () => {
  const heldUp = silent();
  heldUp.response.pause();
  // When one that began later has met its limit, this one would have been met.
  const read = silent();
  read.response.resume();
  await read.closed;
  expect(read.response.errored?.message).toMatch(/within 20 ms$/);
  expect(heldUp.response.destroyed).toBe(false);
  heldUp.response.resume();
  await heldUp.closed;
  expect(heldUp.response.errored).not.toBeNull();
});
