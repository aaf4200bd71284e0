import fc from 'fast-check';
import { type BlockOptions, groupMessages } from '../../src/formats/diagram-blocks.js';
import { type NumberedMessage, placeMessages } from '../../src/formats/diagram-calls.js';
import { renderItems, wholeDiagram } from '../../src/formats/diagram-render.js';
import type { Lang } from '../../src/formats/diagram-words.js';
import { VariableNames } from '../../src/openstack/variables.js';
import { testWithShared } from '../shared.js';
import { captured } from './document-capture.js';
import { mermaidSteps, STEP } from './mermaid.js';
import { numberedCapture, outlined } from './traced-calls.js';

interface Shown extends BlockOptions {
  readonly lang?: Lang;
  readonly bars?: boolean;
  readonly parents?: ReadonlyMap<number, number>;
}

function linesOf(messages: readonly NumberedMessage[], { lang = 'en', bars, parents, ...options }: Shown) {
  const known = messages.map((message) => ({ ...message, parent: parents?.get(message.number) ?? null }));
  const placed = placeMessages(known, { names: new VariableNames() });
  return renderItems(groupMessages(placed, options), { lang, bars: bars ?? false });
}

const shown = (outline: string, options: Shown) => linesOf(outlined(outline), options).join('\n');

describe("a service's own authentication is folded", () => {
  for (const name of ['image-create', 'image-list', 'image-remove-project']) {
    testWithShared(`in ${name} as its author published it, to the byte`, () => {
      const lines = linesOf(numberedCapture(name), { fold: true, lang: 'ko' });
      expect(`${lines.join('\n')}\n`).toBe(captured(name, 'diagram.md').replace(/\n*$/, '\n'));
    });
  }

  test('in English', () => {
    const lines = shown(
      `
      openstack glance-api GET /v2/images 200
        glance-api keystone GET /identity 300
        glance-api keystone GET /identity/v3/ 200
        glance-api keystone POST /identity/v3/auth/tokens 201
        glance-api keystone GET /identity/v3/auth/tokens 200`,
      { fold: true },
    );
    expect(lines).toBe(`openstack->>glance-api: GET /v2/images
opt glance-api gets its own token
  glance-api->>keystone: GET /identity
  keystone-->>glance-api: 300 /identity
  glance-api->>keystone: GET /identity/v3/
  keystone-->>glance-api: 200 /identity/v3/
  glance-api->>keystone: POST /identity/v3/auth/tokens
  keystone-->>glance-api: 201 /identity/v3/auth/tokens
end
glance-api->>keystone: GET /identity/v3/auth/tokens
keystone-->>glance-api: 200 /identity/v3/auth/tokens
glance-api-->>openstack: 200 /v2/images`);
  });

  test.each([
    [
      "the caller's own, which nobody asked it for",
      `
      openstack keystone GET /identity/ 300
      openstack keystone POST /identity/v3/auth/tokens 201`,
    ],
    [
      'a token alone',
      `
      openstack glance-api PUT /v2/images/1/file 204
        glance-api keystone POST /identity/v3/auth/tokens 201`,
    ],
    [
      'a token that was refused: it is what the reader has to see',
      `
      openstack glance-api GET /v2/images 500
        glance-api keystone GET /identity 300
        glance-api keystone POST /identity/v3/auth/tokens 401`,
    ],
    [
      'discovery of another service',
      `
      openstack nova-api GET /v2.1/servers 200
        nova-api glance-api GET /image 300
        nova-api keystone POST /identity/v3/auth/tokens 201`,
    ],
  ])('but not %s', (_, outline) => {
    expect(shown(outline, { fold: true })).toBe(shown(outline, {}));
  });
});

describe('a run of the same poll is folded into a loop', () => {
  const poll = 'openstack nova-api GET /v2.1/servers/4b0f9d34e5a54c4c8ae71c06cae0d5a1 200\n';

  test('with its count, and the numbers behind it go on', () => {
    const lines = shown(`${poll.repeat(5)}openstack nova-api DELETE /v2.1/servers/x 204`, { loops: true });
    expect(lines).toBe(`loop 5 times (1-10)
  openstack->>nova-api: GET /v2.1/servers/{server_id}
  nova-api-->>openstack: 200 /v2.1/servers/{server_id}
end
autonumber 11
openstack->>nova-api: DELETE /v2.1/servers/x
nova-api-->>openstack: 204 /v2.1/servers/x`);
  });

  test('in Korean', () => {
    expect(shown(poll.repeat(3), { loops: true, lang: 'ko' })).toMatch(/^loop 3회 반복 \(1-6\)\n/);
  });

  test('and the answer that ended it stands behind the loop', () => {
    const lines = shown(poll.repeat(3) + poll.replace('200', '404'), { loops: true });
    expect(lines).toMatch(
      /^loop 3 times \(1-6\)\n.*\n.*\nend\nautonumber 7\n.*\nnova-api-->>openstack: 404 /,
    );
  });

  test('of several calls, with what they cause', () => {
    const lines = shown(
      'openstack nova-api GET /a 200\n  nova-api keystone GET /v3/x 200\nopenstack cinder-api GET /b 200\n'.repeat(
        4,
      ),
      { loops: true },
    );
    expect(lines.split('\n')).toHaveLength(8);
    expect(lines).toMatch(/^loop 4 times \(1-24\)\n/);
  });

  test('below the call that made it', () => {
    const lines = shown(
      `openstack nova-api POST /v2.1/servers 202\n${'  nova-api neutron-server GET /v2.0/ports 200\n'.repeat(3)}`,
      { loops: true },
    );
    expect(lines).toMatch(/^openstack.*\nloop 3 times \(2-7\)\n.*\n.*\nend\nautonumber 8\nnova-api-->>/);
  });

  test.each([
    ['twice', poll.repeat(2)],
    ['with a body: each of them makes something', 'openstack nova-api POST /v2.1/servers 202\n'.repeat(5)],
    ['of different things', 'openstack a GET /1 200\nopenstack a GET /2 200\nopenstack a GET /3 200'],
    [
      'whose calls overlap otherwise each time',
      `
      1: a b GET /x ...
      2: a b GET /x ...
      1: 200
      a b GET /x 200
      2: 200`,
    ],
  ])('but not %s', (_, outline) => {
    expect(shown(outline, { loops: true })).toBe(shown(outline, {}));
  });
});

describe('bars show which request caused which calls', () => {
  test('where one request is open at a time', () => {
    const lines = shown('a b GET /1 200\n  b c GET /2 200\na c GET /3 200', { bars: true });
    expect(lines).toBe(`a->>+b: GET /1
b->>+c: GET /2
c-->>-b: 200 /2
b-->>-a: 200 /1
a->>+c: GET /3
c-->>-a: 200 /3`);
  });

  test('a call that the bars do not tell of names its cause', () => {
    const outline = `
      1: a b POST /1 ...
      2: x b POST /2 ...
      3: b c GET /3 ...
      3: 200
      2: 200
      1: 200`;
    // By order it belongs to the innermost, number 2; a trace that knows better says so.
    expect(shown(outline, { bars: true })).toContain('b->>+c: GET /3\n');
    const parents = new Map([[3, 1]]);
    expect(shown(outline, { bars: true, parents })).toContain('b->>+c: GET /3 (for 1)\n');
    expect(shown(outline, { bars: true, parents, lang: 'ko' })).toContain('b->>+c: GET /3 (1번 요청)\n');
    // Also where it says so with the answer to the cause alone.
    const late = outlined(outline).map((message) =>
      message.kind === 'response' && message.number === 1 ? { ...message, caused: [3, 99] } : message,
    );
    expect(linesOf(late, { bars: true }).join('\n')).toContain('b->>+c: GET /3 (for 1)\n');
  });

  test('a call after the answer to its cause names it too', () => {
    const outline = 'a b POST /1 202\nb c GET /2 200';
    expect(shown(outline, { bars: true, parents: new Map([[2, 1]]) })).toContain('b->>+c: GET /2 (for 1)\n');
  });

  test('a request without an answer has no bar', () => {
    expect(shown('a b GET /1 -\na b GET /2 200', { bars: true })).toBe(
      'a->>b: GET /1\na->>+b: GET /2\nb-->>-a: 200 /2',
    );
  });

  test('an answer without a request has none either', () => {
    const [, answer] = outlined('a b GET /1 200');
    expect(linesOf([answer as NumberedMessage], { bars: true })).toEqual(['b-->>a: 200 /1']);
  });
});

const name = fc.oneof(
  fc.constantFrom('openstack', 'glance-api', 'keystone', 'end', 'loop', 'a-x', '+b', '#;', '가'),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
);
const path = fc.oneof(
  fc.constantFrom('/v3', '/v3/auth/tokens', '/identity', '/a', '/#;end', '/%%{init:{}}%%', '/->>+b: -'),
  fc.string({ unit: 'grapheme', maxLength: 6 }).map((text) => `/${text}`),
);
const call = fc.record({
  from: name,
  service: name,
  method: fc.constantFrom('GET', 'POST'),
  path,
  status: fc.constantFrom(200, 201, 401),
});

/** Messages of a trace in any order that can be: some overlap, some are repeated, some have no answer. */
const trace = fc
  .array(fc.tuple(call, fc.nat(5), fc.nat(4), fc.boolean()), { maxLength: 12 })
  .map((calls): NumberedMessage[] => {
    const at: [number, NumberedMessage][] = [];
    calls.forEach(([{ from, service, method, path: target, status }, length, times, answered], i) => {
      for (let time = 0; time <= times; time++) {
        const number = i * 10 + time + 1;
        const head = { number, from, service, method, url: `http://h${target}` };
        const start = i * 3 + time;
        at.push([start, { kind: 'request', ...head }]);
        if (answered) at.push([start + length, { kind: 'response', ...head, status, reason: 'R' }]);
      }
    });
    return at.toSorted(([a], [b]) => a - b).map(([, message]) => message);
  });

test('any trace makes a diagram that the real Mermaid takes, and each message keeps its number', async () => {
  await fc.assert(
    fc.asyncProperty(trace, fc.constantFrom<Lang>('en', 'ko'), async (messages, lang) => {
      const placed = placeMessages(messages, { names: new VariableNames() });
      const items = groupMessages(placed, { fold: true, loops: true });
      const steps = await mermaidSteps(
        wholeDiagram({ lines: renderItems(items, { lang, bars: true }), first: 1 }),
      );
      const count = (type: number) => steps.filter((step) => step.type === type).length;
      let number = 0;
      let jumped = true;
      for (const { type, message } of steps) {
        if (type === STEP.autonumber) {
          const { start } = message as { start?: number };
          if (start !== undefined) number = start - 1;
        } else if (type === STEP.solid || type === STEP.dotted) {
          number += 1;
          // Its number is its place in the trace, whatever was folded before it.
          expect(type).toBe(placed[number - 1]?.message.kind === 'request' ? STEP.solid : STEP.dotted);
          jumped = number === messages.length;
        } else jumped ||= type === STEP.loopEnd;
      }
      expect(jumped || messages.length === 0).toBe(true);
      expect(count(STEP.activeStart)).toBe(count(STEP.activeEnd));
      expect(count(STEP.optStart) + count(STEP.loopStart)).toBe(count(STEP.optEnd) + count(STEP.loopEnd));
    }),
    { numRuns: 80 },
  );
}, 60_000);
