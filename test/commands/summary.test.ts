import { CallSummary } from '../../src/commands/summary.js';
import { TRACE_FILES } from '../../src/config/trace-files.js';
import type { EndedExchange } from '../../src/proxy/live-exchange.js';

const FACTS = { lost: 0, strays: [], log: '/t/requests.log', dir: '/t', files: TRACE_FILES };

function ended(number: number, url = 'http://h/identity/v3', more: object = {}): EndedExchange {
  return {
    number,
    start: { caller: { name: 'openstack' }, service: 'keystone', method: 'GET', url },
    status: 200,
    outcome: 'responded',
    failure: null,
    durationMs: 4,
    requestBytes: 0,
    responseBytes: 2048,
    ...more,
  } as unknown as EndedExchange;
}

function printed(
  summary: CallSummary,
  stream: { isTTY?: boolean; columns?: number } = {},
  facts: object = {},
): string {
  let text = '';
  summary.print({ ...stream, write: (more: string) => (text += more) }, { ...FACTS, ...facts });
  return text;
}

test('calls stand in the order of their numbers, whenever they ended', () => {
  const summary = new CallSummary('hash');
  for (const number of [2, 3, 1]) summary.add(ended(number));
  const numbers = printed(summary)
    .split('\n')
    .slice(2, 5)
    .map((line) => line.split(' ')[0]);
  expect(numbers).toEqual(['1', '2', '3']);
  expect(printed(summary)).toContain(
    '\n3 calls, 12 ms in all. Trace: /t/requests.log, /t/diagram.md, /t/body.md\n',
  );
});

test('secrets in paths are hidden unless asked for', () => {
  for (const [secrets, shown] of [
    ['hash', false],
    ['plain', true],
  ] as const) {
    const summary = new CallSummary(secrets);
    summary.add(ended(1, 'http://h/x?token=gAAAAsecret'));
    expect(printed(summary).includes('gAAAAsecret')).toBe(shown);
  }
});

test('nothing that a stranger sent moves the cursor', () => {
  const summary = new CallSummary('hash');
  const failure = { code: 'X', message: 'no \u001b[2J' };
  summary.add(ended(1, 'http://h/\u001b[31m\u202ex', { failure }));
  const text = printed(summary, {}, { strays: ['http://h/\u0007'] });
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});

test('on a terminal lines are as wide as it is, and coloured', () => {
  const { NO_COLOR, TERM } = process.env;
  delete process.env.NO_COLOR;
  process.env.TERM = 'xterm';
  const summary = new CallSummary('hash');
  summary.add(ended(1, `http://h/${'x'.repeat(300)}`));
  const text = printed(summary, { isTTY: true, columns: 90 });
  expect(text).toContain('\u001b[');
  const widths = text
    .replace(/\u001b\[\d*m/g, '')
    .split('\n')
    .map((line) => line.length);
  expect(widths.slice(1, 3).every((width) => width <= 90)).toBe(true);
  process.env.NO_COLOR = '1';
  expect(printed(summary, { isTTY: true, columns: 90 })).not.toContain('\u001b[');
  if (NO_COLOR === undefined) delete process.env.NO_COLOR;
  else process.env.NO_COLOR = NO_COLOR;
  if (TERM === undefined) delete process.env.TERM;
  else process.env.TERM = TERM;
  expect(printed(summary)).toContain(`/${'x'.repeat(300)}`);
});

test('what is missing, and what led past the proxy, is said', () => {
  const summary = new CallSummary('hash');
  const text = printed(summary, {}, { lost: 3, strays: ['http://203.0.113.7:8774'] });
  expect(text).toBe(
    '\nIt made no call that went through the proxy.\n0 calls, 0.0 ms in all. Trace: /t/requests.log, /t/diagram.md, /t/body.md\n' +
      '3 messages are missing in the trace: it could not be written.\n' +
      'Links to http://203.0.113.7:8774 lead past the proxy: calls to it were not seen.\n',
  );
});

test('a command that makes very many calls has the first ten thousand in the table, and all in the sum', () => {
  const summary = new CallSummary('hash');
  for (let number = 1; number <= 10_002; number++) summary.add(ended(number));
  expect(summary.size).toBe(10_002);
  const lines = printed(summary).trimEnd().split('\n');
  expect(lines).toHaveLength(10_000 + 4);
  expect(lines.slice(-2)).toEqual(['... and 2 more', expect.stringMatching(/^10002 calls, 40\.01 s in all/)]);
});
