import fc from 'fast-check';
import { Calls, LOST, MOST_CALLS, OPEN } from '../../../src/web/page/calls.js';
import { callTest } from '../../../src/web/page/filter.js';
import { causedBy, tokenUses } from '../../../src/web/page/relations.js';
import { GAP, SequenceRows } from '../../../src/web/page/sequence-rows.js';
import { callRanges } from '../../../src/web/page/take-away.js';
import { timelineRows } from '../../../src/web/page/timeline-rows.js';
import { type View, WHOLE_VIEW } from '../../../src/web/page/view.js';
import type { CallLine } from '../../../src/web/wire.js';

interface Sent {
  readonly from?: string;
  readonly service?: string;
  readonly parent?: number;
  readonly at?: number | null;
  readonly token?: number;
}

const request = (
  number: number,
  { from = 'openstack', service = 'keystone', parent = 0, at = null, token = 0 }: Sent = {},
): CallLine => ['>', number, from, service, 'GET', `/v3/${number}`, 0, parent, at, 10, token, 0];

const response = (number: number, status = 200, took: number | null = null): CallLine => [
  '<',
  number,
  status,
  'OK',
  0,
  null,
  null,
  took,
  20,
  null,
  0,
];

function callsOf(...lines: CallLine[]): Calls {
  const calls = new Calls();
  for (const line of lines) calls.add(line);
  return calls;
}

const all = () => true;

function rowsOf(calls: Calls, fits: (i: number) => boolean = all): SequenceRows {
  const rows = new SequenceRows(calls, fits);
  rows.extend();
  return rows;
}

const chosen = (calls: Calls, view: Partial<View>, found: ReadonlySet<number> | null = null) =>
  callRanges(calls, callTest(calls, { ...WHOLE_VIEW, ...view }, found));

test('a row for each message in the order of the trace, and one for a time without any', () => {
  const calls = callsOf(
    request(1, { at: 1000 }),
    request(2, { at: 1010, from: 'keystone', service: 'glance-api' }),
    response(2, 200, 5),
    response(1, 200, 30),
    request(3, { at: 4000 }),
  );
  const rows = rowsOf(calls);
  const seen = Array.from({ length: rows.length }, (_, row) => [
    rows.kind(row),
    calls.number.at(rows.call(row)),
    rows.messageNumber(row),
  ]);
  expect(seen).toEqual([
    [0, 1, 1],
    [0, 2, 2],
    [1, 2, 3],
    [1, 1, 4],
    [GAP, 3, 0],
    [0, 3, 5],
  ]);
  expect(rows.gap(4)).toBe(2970);
  expect(rows.participants.map((id) => calls.names.word(id))).toEqual([
    'openstack',
    'keystone',
    'glance-api',
  ]);
});

test('rows that come bit by bit are those that come at once', () => {
  const calls = new Calls();
  const rows = new SequenceRows(calls, all);
  for (let i = 1; i <= 50; i++) {
    calls.add(request(i));
    rows.extend();
    if (i % 3 === 0) calls.add(response(i));
    rows.extend();
  }
  const again = rowsOf(calls);
  expect(rows.length).toBe(again.length);
  expect(rows.bars(0, 100)).toEqual(again.bars(0, 100));
});

test('the bars in sight are those of all rows that reach into it', () => {
  fc.assert(
    fc.property(
      fc.array(fc.boolean(), { maxLength: 1200 }),
      fc.nat(1200),
      fc.nat(60),
      (begins, from, length) => {
        const calls = new Calls();
        const open: number[] = [];
        let number = 0;
        for (const begin of begins) {
          if (begin || open.length === 0) {
            open.push(++number);
            calls.add(request(number));
          } else calls.add(response(open.splice(number % open.length, 1)[0] as number));
          if (open.length > 100) calls.add(response(open.shift() as number));
        }
        const rows = rowsOf(calls);
        const every = rows
          .bars(0, rows.length)
          .filter(({ first, last }) => last >= from && first < from + length);
        const sight = rows.bars(from, from + length);
        const plain = (bars: typeof sight) =>
          bars
            .map(({ call, first, last, depth }) => [call, first, last, depth])
            .sort((a, b) => (a[0] as number) - (b[0] as number));
        expect(plain(sight)).toEqual(plain(every.filter(({ first }) => first < rows.length)));
      },
    ),
    { numRuns: 30 },
  );
});

test('calls at the same time stand beside each other', () => {
  const rows = rowsOf(callsOf(request(1), request(2), response(1), request(3), response(2), response(3)));
  expect(rows.bars(0, 6).map(({ call, depth }) => [call, depth])).toEqual([
    [0, 0],
    [2, 0],
    [1, 1],
  ]);
});

test('what is open when the proxy starts anew gets no response any more', () => {
  const calls = callsOf(request(1), request(2), response(1), ['run'], request(3));
  expect([0, 1, 2].map((i) => calls.end.at(i))).toEqual([1, LOST, OPEN]);
  expect(calls.isFailed(1)).toBe(true);
});

test('in a bare log the cause of a call is what its caller works on, where that is one', () => {
  const calls = callsOf(
    request(1, { service: 'glance-api' }),
    request(2, { from: 'glance-api' }),
    response(2),
    request(3, { service: 'glance-api' }),
    request(4, { from: 'glance-api' }),
    response(1),
    request(5, { from: 'glance-api' }),
  );
  expect([0, 1, 2, 3, 4].map((i) => calls.parent.at(i))).toEqual([0, 1, 0, 0, 3]);
});

test('the timeline nests what was caused, and follows no cause that comes later or is itself', () => {
  const calls = callsOf(
    request(1, { at: 1 }),
    request(2, { at: 2, parent: 1 }),
    request(3, { at: 3 }),
    request(4, { at: 4, parent: 2 }),
    request(5, { at: 5, parent: 1 }),
    request(6, { at: 6, parent: 6 }),
    request(7, { at: 7, parent: 8 }),
    request(8, { at: 8, parent: 7 }),
  );
  const { calls: order, depths } = timelineRows(calls, all);
  expect([...order].map((i, row) => [calls.number.at(i), depths[row]])).toEqual([
    [1, 0],
    [2, 1],
    [4, 2],
    [5, 1],
    [3, 0],
    [6, 0],
    [7, 0],
    [8, 1],
  ]);
  // Where a cause is filtered away, the one behind it counts.
  const filtered = timelineRows(calls, (i) => calls.number.at(i) !== 2);
  expect([...filtered.calls].map((i, row) => [calls.number.at(i), filtered.depths[row]]).slice(0, 3)).toEqual(
    [
      [1, 0],
      [4, 1],
      [5, 1],
    ],
  );
});

test('filters choose by name, outcome, token, text and place, and all have to fit', () => {
  const calls = callsOf(
    request(1, { token: 7 }),
    response(1, 201, 1500),
    request(2, { from: 'nova-api', token: 8 }),
    response(2, 404, 3),
    request(3, { service: 'glance-api', token: 7 }),
    response(3, 500, 2000),
    request(4),
  );
  expect(chosen(calls, {})).toBe('1-4');
  expect(chosen(calls, { from: 'OPENSTACK' })).toBe('1,3-4');
  expect(chosen(calls, { from: 'nova*,nobody' })).toBe('2');
  expect(chosen(calls, { status: '4xx' })).toBe('2');
  expect(chosen(calls, { status: 'failed' })).toBe('2-3');
  expect(chosen(calls, { status: 'slow' })).toBe('1,3');
  expect(chosen(calls, { status: 'slow', service: 'glance-api' })).toBe('3');
  expect(chosen(calls, { status: 'open' })).toBe('4');
  expect(chosen(calls, { token: 7 })).toBe('1,3');
  expect(chosen(calls, { path: 'V3/2' })).toBe('2');
  expect(chosen(calls, { method: 'get,put' })).toBe('1-4');
  expect(chosen(calls, { after: 2 })).toBe('3-4');
  expect(chosen(calls, { text: 'x' })).toBe('');
  expect(chosen(calls, { text: 'x' }, new Set([2, 4]))).toBe('2,4');
  expect(tokenUses(calls, 7)).toBe(2);
});

test('lines that come once more change nothing', () => {
  const lines = [request(1), response(1), request(2), response(2, 404)];
  const calls = callsOf(...lines, ...lines);
  expect([calls.size, calls.messages.length]).toEqual([2, 4]);
});

test('of more calls than a page keeps the oldest go, and the others are as they were', () => {
  const calls = new Calls();
  for (let number = 1; number <= MOST_CALLS + 20_000; number++) {
    calls.add(request(number, { parent: number === MOST_CALLS ? 0 : number - 1 }));
    if (number % 2 === 0) calls.add(response(number, 404));
  }
  expect(calls.size).toBe(MOST_CALLS);
  expect(calls.dropped).toBe(20_000);
  expect(calls.indexOf(20_000)).toBe(-1);
  const i = calls.indexOf(30_000);
  expect(calls.call(i)).toMatchObject({ number: 30_000, target: '/v3/30000', status: 404 });
  expect(causedBy(calls, 30_000)).toEqual([30_001]);
  const rows = rowsOf(calls);
  expect(rows.length).toBe(MOST_CALLS * 1.5);
  expect(rows.messageNumber(0)).toBe(30_001);
  expect(calls.number.at(rows.call(0))).toBe(20_001);
});
