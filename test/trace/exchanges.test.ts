import { NO_BODY, type RequestMessage, type ResponseMessage } from '../../src/exchange/message.js';
import { Exchanges } from '../../src/trace/exchanges.js';
import type { TraceMessage } from '../../src/trace/message.js';

const head = { id: '', from: 'a', service: 'b', method: 'GET', url: 'http://b/', headers: [] };
const request = (number: number, content: string | null = null, run = 1): TraceMessage => ({
  line: 1,
  run,
  message: { kind: 'request', number, ...head, body: { ...NO_BODY, content } } as RequestMessage,
  facts: null,
});
const response = (number: number, status = 200): TraceMessage => ({
  line: 1,
  run: 1,
  message: { kind: 'response', number, ...head, body: NO_BODY, status, reason: '' } as ResponseMessage,
  facts: null,
});

const numbers = (exchanges: readonly { readonly number: number }[]) => exchanges.map(({ number }) => number);

test('an exchange waits for those before it, until too much waits; the one that goes on comes when it has ended', () => {
  const exchanges = new Exchanges('request');
  const megabyte = 'x'.repeat(1 << 20);
  const given: number[] = [];
  const push = (message: TraceMessage) => given.push(...numbers(exchanges.push(message)));
  push(request(1));
  for (let number = 2; number <= 10; number++) {
    push(request(number, megabyte));
    push(response(number));
  }
  expect(given).toEqual([]);
  for (let number = 11; number <= 40; number++) {
    push(request(number, megabyte));
    push(response(number));
  }
  expect(given).toEqual(Array.from({ length: 39 }, (_, i) => i + 2));
  push(response(1));
  expect(given.at(-1)).toBe(1);
  expect(exchanges.end()).toEqual([]);
});

test('of requests that never get an answer only so many are kept', () => {
  const exchanges = new Exchanges('request');
  let given = 0;
  for (let number = 1; number <= 100_000; number++) given += exchanges.push(request(number)).length;
  expect(given).toBeGreaterThan(50_000);
  expect(given + exchanges.end().length).toBe(100_000);
});

test('a run that is over leaves its unanswered requests, in their order', () => {
  const exchanges = new Exchanges('request');
  exchanges.push(request(1));
  exchanges.push(request(2));
  exchanges.push(response(2));
  expect(numbers(exchanges.push(request(3, null, 2)))).toEqual([1, 2]);
});

test('a second response to one request is not another exchange', () => {
  const exchanges = new Exchanges('request');
  exchanges.push(request(1));
  exchanges.push(request(2));
  expect(exchanges.push(response(2, 201))).toEqual([]);
  expect(exchanges.push(response(2, 500))).toEqual([]);
  const given = exchanges.push(response(1));
  expect(given.map((exchange) => [exchange.number, exchange.response?.status])).toEqual([
    [1, 200],
    [2, 201],
  ]);
});
