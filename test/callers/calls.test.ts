import type { Call } from '../../src/callers/call.js';
import { Calls } from '../../src/callers/calls.js';
import { begin, facts, issue, toGlance, toNova } from './facts.js';

const discovery = (more: object = {}) => facts({ path: '/identity', ...more });
const login = (more: object = {}) => facts({ method: 'POST', ...more });

test('a client calls of its own accord, also while services work', () => {
  const calls = new Calls();
  begin(calls, 'openstack', toGlance());
  expect(begin(calls, 'openstack', toGlance()).parent).toBeNull();
});

test('what a service calls was caused by the request that it works on', () => {
  const calls = new Calls();
  const request = begin(calls, 'openstack', toNova());
  const inner = begin(calls, 'nova-api', toGlance());
  expect(inner.parent).toBe(request);
  expect(begin(calls, 'glance-api', facts()).parent).toBe(inner);
  expect(begin(calls, 'nova-api', facts()).parent).toBe(request);
});

test('a service is itself by whatever name it has in the trace', () => {
  const calls = new Calls();
  const request = begin(calls, 'openstack', toGlance({ service: 'image-service' }));
  expect(begin(calls, 'glance-api', facts()).parent).toBe(request);
  expect(begin(calls, 'image-service', facts()).parent).toBe(request);
  // The command `glance`.
  expect(begin(calls, 'glance', facts()).parent).toBeNull();
});

test('a request that has ended causes nothing', () => {
  const calls = new Calls();
  const first = begin(calls, 'openstack', toGlance());
  calls.ends(first);
  expect(begin(calls, 'glance-api', facts()).parent).toBeNull();
});

test('of several requests it is the one whose token is validated, or passed on', () => {
  const calls = new Calls();
  const requests = ['a', 'b', 'c'].map((token) => begin(calls, 'openstack', toGlance({ token })));
  expect(begin(calls, 'glance-api', facts({ subject: 'b' })).parent).toBe(requests[1]);
  expect(begin(calls, 'glance-api', toNova({ token: 'a' })).parent).toBe(requests[0]);
});

test('of very many requests too', () => {
  const calls = new Calls();
  const requests = Array.from({ length: 500 }, (_, i) =>
    begin(calls, 'openstack', toGlance({ token: `${i}` })),
  );
  expect(begin(calls, 'glance-api', facts({ subject: '7' })).parent).toBe(requests[7]);
});

test('of several requests it is the one whose id is passed on', () => {
  const calls = new Calls();
  const headers = (id: string) => ['X-Openstack-Request-Id', id];
  const first = begin(calls, 'openstack', toNova({ headers: headers('req-1') }));
  begin(calls, 'openstack', toNova({ headers: headers('req-2') }));
  expect(begin(calls, 'nova-api', toGlance({ headers: headers('req-1') })).parent).toBe(first);
});

test('of several requests it is the one for the same image', () => {
  const calls = new Calls();
  const id = 'a42bfade-78ec-4c95-b7b4-272ba265072c';
  const first = begin(calls, 'openstack', toGlance({ path: `/v2/images/${id}/file`, method: 'PUT' }));
  begin(calls, 'openstack', toGlance({ path: '/v2/images/00000000-78ec-4c95-b7b4-272ba265072c' }));
  const swift = {
    service: 'swift-proxy-server',
    serviceType: 'object-store',
    path: `/v1/AUTH_1/glance/${id}`,
  };
  expect(begin(calls, 'glance-api', facts(swift)).parent).toBe(first);
});

test('of several requests it is the one for which the token was got that is used', () => {
  const calls = new Calls();
  const first = begin(calls, 'openstack', toGlance({ token: 'users' }));
  const got = begin(calls, 'glance-api', login());
  calls.responded(got, 201, ['X-Subject-Token', 'swifts']);
  calls.ends(got);
  begin(calls, 'openstack', toGlance({ token: 'others' }));
  const use = toNova({ token: 'swifts', path: '/put' });
  expect(begin(calls, 'glance-api', use).parent).toBe(first);
});

test('a token that a service uses for one request after the other says nothing more', () => {
  const calls = new Calls();
  const [first, second] = ['a', 'b'].map((token) => begin(calls, 'openstack', toGlance({ token })));
  const got = begin(calls, 'glance-api', login());
  calls.responded(got, 201, ['X-Subject-Token', 'glances']);
  expect(begin(calls, 'glance-api', facts({ subject: 'a', token: 'glances' })).parent).toBe(first);
  expect(begin(calls, 'glance-api', facts({ subject: 'b', token: 'glances' })).parent).toBe(second);
  // Were it still the first one's, this would be too.
  calls.ends(begin(calls, 'glance-api', facts({ path: '/v3/limits', token: 'glances' })));
  expect(begin(calls, 'glance-api', facts({ path: '/v3/limits', token: 'glances' })).parent).toBe(second);
});

test('where nothing tells requests apart, each is given the calls that one makes, one at a time', () => {
  const calls = new Calls();
  const [first, second] = [begin(calls, 'a', toGlance()), begin(calls, 'b', toGlance())] as [Call, Call];
  const one = begin(calls, 'glance-api', discovery());
  const other = begin(calls, 'glance-api', discovery());
  expect([one.parent, other.parent]).toEqual([first, second]);
  calls.ends(other);
  // The first still waits for its own.
  expect(begin(calls, 'glance-api', login()).parent).toBe(second);
});

test('where nothing tells requests apart, the same connection goes on with the same one', () => {
  const calls = new Calls();
  const [mine, others] = [{}, {}];
  begin(calls, 'a', toGlance());
  const second = begin(calls, 'b', toGlance());
  calls.ends(begin(calls, 'glance-api', discovery({ connection: others })));
  calls.ends(begin(calls, 'glance-api', discovery({ connection: mine })));
  calls.ends(begin(calls, 'glance-api', login({ connection: mine })));
  expect(begin(calls, 'glance-api', facts({ path: '/v3/x', connection: mine })).parent).toBe(second);
});

describe("a service's own authentication belongs where the validation after it belongs", () => {
  const settled = (way: { connection?: object; pid?: number }) => {
    const calls = new Calls();
    begin(calls, 'openstack', toGlance({ token: 'a' }));
    const second = begin(calls, 'openstack', toGlance({ token: 'b' }));
    const own = [discovery, login].map((facts) => {
      const call = begin(calls, 'glance-api', facts(way));
      calls.responded(call, 201, ['X-Subject-Token', 'glances']);
      calls.ends(call);
      return call;
    });
    begin(calls, 'glance-api', facts({ subject: 'b', token: 'glances', ...way }));
    return own.map(({ parent }) => parent === second);
  };

  test('by its connection', () => expect(settled({ connection: {} })).toEqual([true, true]));
  test('by its process', () => expect(settled({ pid: 7 })).toEqual([true, true]));
  test('by the token that it got, in a bare trace', () => expect(settled({})).toEqual([true, true]));
});

test('in a bare trace of two at once, whose discovery ended first gets its token first', () => {
  const calls = new Calls();
  const [first, second] = ['a', 'b'].map((token) => begin(calls, 'openstack', toGlance({ token })));
  const own = [discovery(), discovery()].map((facts) => begin(calls, 'glance-api', facts));
  for (const call of own.toReversed()) calls.ends(call);
  const got = ['1', '2'].map((token) => {
    const call = begin(calls, 'glance-api', login());
    calls.responded(call, 201, ['X-Subject-Token', token]);
    calls.ends(call);
    return call;
  });
  begin(calls, 'glance-api', facts({ subject: 'a', token: '1' }));
  begin(calls, 'glance-api', facts({ subject: 'b', token: '2' }));
  expect(got.map(({ parent }) => parent)).toEqual([first, second]);
  expect(own.map(({ parent }) => parent)).toEqual([second, first]);
});

test('what could not be told when a request was recorded is told by the response of what caused it', () => {
  const calls = new Calls();
  const [first, second] = ['a', 'b'].map((token, i) => {
    const call = begin(calls, 'openstack', toGlance({ token }));
    call.recorded(i + 1);
    return call;
  }) as [Call, Call];
  const connection = {};
  const own = begin(calls, 'glance-api', discovery({ connection }));
  expect(own.recorded(3)).toBe(1);
  calls.ends(own);
  const validation = begin(calls, 'glance-api', facts({ subject: 'b', connection }));
  expect(validation.recorded(4)).toBe(2);
  expect([first.foundLate, second.foundLate]).toEqual([[], [3]]);
});

test('a call that is recorded before the long request that caused it is told of late', () => {
  const calls = new Calls();
  const upload = begin(calls, 'openstack', toGlance());
  const call = begin(calls, 'glance-api', facts());
  expect(call.recorded(1)).toBeNull();
  upload.recorded(2);
  expect(upload.foundLate).toEqual([1]);
});

test('the id in a response names the request that others of its project were called for', () => {
  const calls = new Calls();
  const headers = ['X-Openstack-Request-Id', 'req-1'];
  const request = begin(calls, 'openstack', toNova());
  const placement = facts({ service: 'placement-api', serviceType: 'placement', headers });
  const call = begin(calls, 'nova-scheduler', placement);
  expect(call.parent).toBeNull();
  calls.ends(call);
  calls.responded(request, 202, ['x-openstack-request-id', 'req-1']);
  expect(call.parent).toBe(request);
});

test('the id in a response takes no call from the service that made it for another request', () => {
  const calls = new Calls();
  const headers = ['X-Openstack-Request-Id', 'req-1'];
  const request = begin(calls, 'openstack', toNova());
  const inner = begin(calls, 'nova-api', toGlance({ headers }));
  const innermost = begin(calls, 'glance-api', facts({ headers }));
  calls.responded(request, 200, ['X-Openstack-Request-Id', 'req-1']);
  expect([inner.parent, innermost.parent]).toEqual([request, inner]);
});

describe('the process that works on a request', () => {
  test('is asked for where nothing else tells, and then known', () => {
    const asked: Call[][] = [];
    const calls = new Calls((call, candidates) => asked.push([call, ...candidates]));
    const [first, second] = [1, 2].map(() => begin(calls, 'openstack', toGlance({ token: 'same' }))) as [
      Call,
      Call,
    ];
    const call = begin(calls, 'glance-api', discovery({ pid: 7 }));
    expect(asked).toEqual([[call, first, second]]);
    calls.handledBy(call, second);
    expect(call.parent).toBe(second);
    expect(begin(calls, 'glance-api', facts({ subject: 'same', pid: 7 })).parent).toBe(second);
    expect(begin(calls, 'glance-api', facts({ subject: 'same', pid: 8 })).parent).toBe(first);
    expect(asked).toHaveLength(1);
  });

  test('is asked for also where a token was got for a request that was itself but chosen', () => {
    const asked: Call[] = [];
    const calls = new Calls((call) => asked.push(call));
    for (let i = 0; i < 2; i++) begin(calls, 'openstack', toGlance({ token: 'same' }));
    const got = begin(calls, 'glance-api', login({ pid: 7 }));
    calls.responded(got, 201, ['X-Subject-Token', 'glances']);
    const validation = begin(calls, 'glance-api', facts({ subject: 'same', token: 'glances', pid: 7 }));
    expect(asked).toEqual([got, validation]);
  });

  test('is not asked for where it can not be known', () => {
    const calls = new Calls(() => {
      throw new Error('asked');
    });
    begin(calls, 'openstack', toGlance());
    begin(calls, 'openstack', toGlance());
    expect(begin(calls, 'glance-api', discovery()).parent).not.toBeNull();
  });

  test('is known by a validation, and makes no calls for other requests', () => {
    const calls = new Calls();
    begin(calls, 'openstack', toGlance({ token: 'a' }));
    begin(calls, 'glance-api', facts({ subject: 'a', pid: 7 }));
    expect(begin(calls, 'glance-api', discovery({ pid: 8 })).parent).toBeNull();
  });

  test('that is told too late changes nothing', () => {
    const calls = new Calls();
    const [first, second] = [begin(calls, 'a', toGlance()), begin(calls, 'b', toGlance())] as [Call, Call];
    const call = begin(calls, 'glance-api', discovery({ pid: 7 }));
    calls.ends(second);
    calls.handledBy(call, second);
    expect(call.parent).toBe(first);
  });
});

test('a call that was there before a request was not caused by it', () => {
  const calls = new Calls();
  const first = begin(calls, 'a', toGlance());
  const call = begin(calls, 'glance-api', discovery());
  calls.settle(call, begin(calls, 'b', toGlance()));
  expect(call.parent).toBe(first);
});

test('a request that ends twice ends once', () => {
  const calls = new Calls();
  const [first, second] = [begin(calls, 'a', toGlance()), begin(calls, 'a', toGlance())] as [Call, Call];
  calls.ends(first);
  calls.ends(first);
  expect(begin(calls, 'glance-api', facts()).parent).toBe(second);
});

test('a token is issued by a POST that succeeds alone', () => {
  const calls = new Calls();
  issue(calls, 'openstack', 'a');
  const refused = begin(calls, 'curl', login());
  calls.responded(refused, 401, ['X-Subject-Token', 'b']);
  const shown = begin(calls, 'curl', facts());
  calls.responded(shown, 200, ['X-Subject-Token', 'a']);
  expect(
    [...'ab'].map((token) => calls.tokens.ownerOf(begin(calls, 'x', facts({ token })).clues.token)),
  ).toEqual(['openstack', null]);
});
