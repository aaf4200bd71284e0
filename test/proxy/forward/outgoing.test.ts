import type { ClientRequest } from 'node:http';
import { storeHead } from '../../../src/proxy/forward/outgoing.js';

// Node's parser lets none of these through; whatever else a path is made of, it cannot end the request line.
test.each(['/a b', '/a\r\nX: y', '/a\0', '/\u0100'])(
  '1: a path that cannot be sent is never written: %j',
  (path) => {
    const written: string[] = [];
    const proxyReq = { method: 'GET', _storeHeader: (line: string) => written.push(line) };
    const head = { path, headers: [], unframed: true };
    expect(() => storeHead(proxyReq as unknown as ClientRequest, head)).toThrow(TypeError);
    expect(written).toEqual([]);
  },
);
