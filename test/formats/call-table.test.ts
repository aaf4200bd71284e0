import fc from 'fast-check';
import { callLayout } from '../../src/formats/call-columns.js';
import {
  type CallRow,
  renderCallHeading,
  renderCallRows,
  renderCallTable,
} from '../../src/formats/call-table.js';
import { displayWidth } from '../../src/formats/terminal.js';

const row = (more: Partial<CallRow> = {}): CallRow => ({
  number: 1,
  from: 'openstack',
  service: 'keystone',
  method: 'GET',
  path: '/identity/v3/auth/tokens',
  status: 200,
  durationMs: 12.345,
  requestBytes: 0,
  responseBytes: 3952,
  failure: null,
  depth: 0,
  ...more,
});
const WIDE = { width: 200, colour: false };

test('calls as a table', () => {
  const rows = [
    row(),
    row({
      number: 2,
      from: 'glance-api',
      method: 'POST',
      depth: 1,
      status: 201,
      requestBytes: 209,
      durationMs: 1250,
    }),
    row({
      number: 3,
      status: null,
      durationMs: null,
      responseBytes: null,
      failure: 'keystone did not answer',
    }),
  ];
  expect(renderCallTable(rows, WIDE)).toBe(
    [
      '#  caller      service   method  path                        status    time   sent  received',
      '1  openstack   keystone  GET     /identity/v3/auth/tokens    200      12 ms          3.9 KiB',
      '2  glance-api  keystone  POST      /identity/v3/auth/tokens  201     1.25 s  209 B   3.9 KiB',
      '3  openstack   keystone  GET     /identity/v3/auth/tokens    -            -                -',
      '   keystone did not answer',
      '',
    ].join('\n'),
  );
});

test('a column that nothing is known for is left out', () => {
  expect(renderCallTable([row({ durationMs: null })], WIDE)).not.toContain('time');
  expect(renderCallTable([row()], WIDE)).not.toContain('start');
  expect(renderCallTable([row({ startedAt: Date.UTC(2026, 10, 24, 6, 44, 49, 7) })], WIDE)).toMatch(
    /start.*\n1 {2}\d\d:\d\d:49\.007 {2}openstack/,
  );
});

test('on a narrow terminal the path has room, and what matters least goes', () => {
  const headings = (width: number) => renderCallTable([row()], { width, colour: false }).split('\n', 1)[0];
  expect(headings(92)).toMatch(/^# +caller .* time +sent +received$/);
  expect(headings(80)).toMatch(/^# +caller .* time +received$/);
  expect(headings(70)).toMatch(/^# +caller .* status +time$/);
  expect(headings(62)).toMatch(/^# +caller .* status$/);
  expect(headings(50)).toMatch(/^# +service +method +path/);
});

test('no line is wider than the terminal, also of rows that the layout was not made for', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 60 });
  const some: fc.Arbitrary<CallRow> = fc.record({
    number: fc.integer({ min: 1, max: 9_999_999 }),
    from: text,
    service: text,
    method: fc.constantFrom('GET', 'DELETE'),
    path: text,
    status: fc.option(fc.integer({ min: 100, max: 599 })),
    startedAt: fc.oneof(fc.constant(null), fc.nat()),
    durationMs: fc.option(fc.nat(10_000_000)),
    requestBytes: fc.option(fc.nat()),
    responseBytes: fc.option(fc.nat()),
    failure: fc.option(text),
    depth: fc.nat(9),
  });
  fc.assert(
    fc.property(fc.array(some, { minLength: 1 }), fc.integer({ min: 80, max: 200 }), (rows, width) => {
      const layout = callLayout(rows.slice(0, 1), { width, growing: true });
      const lines = (renderCallHeading(layout, false) + renderCallRows(rows, layout, false)).split('\n');
      for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
    }),
  );
});

test('where it is no terminal nothing is cut', () => {
  const path = `/${'x'.repeat(500)}`;
  const table = renderCallTable([row({ path }), row()], { width: Number.POSITIVE_INFINITY, colour: false });
  expect(table).toContain(` ${path}  200 `);
  // And one long path does not push the others' status aside.
  expect(table.split('\n')[2]?.length).toBeLessThan(180);
});

test('colours tell how a call ended, and are the only difference', () => {
  const rows = [
    row(),
    row({ status: 404 }),
    row({ status: 503 }),
    row({ failure: 'broken off' }),
    row({ status: null }),
  ];
  const coloured = renderCallTable(rows, { width: 120, colour: true });
  const statuses = [...coloured.matchAll(/\u001b\[(3\d)m(\d{3}|-)\u001b/g)].map(([, colour, status]) => [
    colour,
    status,
  ]);
  expect(statuses).toEqual([
    ['32', '200'],
    ['33', '404'],
    ['31', '503'],
    ['31', '200'],
    ['31', '-'],
  ]);
  expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(renderCallTable(rows, { width: 120, colour: false }));
});
