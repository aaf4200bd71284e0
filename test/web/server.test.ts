import { appendFileSync, renameSync, writeFileSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { gzipSync } from 'node:zlib';
import { logGap } from '../../src/recorder/sinks.js';
import type { WireExchange } from '../../src/web/wire.js';
import { idOf, logEntries, type Made, requestLine, responseLine } from './made-trace.js';
import { startTestPage, type TestPage } from './page-server.js';

const both = (made: Made) => requestLine(made) + responseLine(made);

let open: TestPage | null = null;

afterEach(async () => {
  await open?.close();
  open = null;
});

const start = async (...args: Parameters<typeof startTestPage>) => {
  open = await startTestPage(...args);
  return open;
};

/** The events of a page that listens, until enough of them came. */
async function listen(
  page: TestPage,
  after: string,
): Promise<{ until(text: string): Promise<string>; close(): void }> {
  const res = await new Promise<IncomingMessage>((resolve) => {
    get({ host: '127.0.0.1', port: page.port, path: `/api/news?after=${after}` }, resolve);
  });
  let got = '';
  let look = () => {};
  res.setEncoding('utf8').on('data', (piece: string) => {
    got += piece;
    look();
  });
  return {
    until: (text) =>
      new Promise((resolve) => {
        look = () => {
          if (got.includes(text)) resolve(got);
        };
        look();
      }),
    close: () => void res.destroy(),
  };
}

test('assets have an etag, and are not sent again where it is known', async () => {
  const page = await start(both({ number: 1 }));
  const packed = await page.get('/main.js', { 'Accept-Encoding': 'gzip, br' });
  expect(packed.headers['content-encoding']).toBe('br');
  const plain = await page.get('/main.js');
  expect(plain.text).toBe('console.log(1);');
  expect(plain.headers['content-type']).toBe('text/javascript; charset=utf-8');
  expect(plain.headers.etag).not.toBe(packed.headers.etag);
  const again = await page.get('/main.js', { 'If-None-Match': String(plain.headers.etag) });
  expect([again.status, again.text]).toEqual([304, '']);
});

test('all calls so far come as lines, and what is added behind them as news', async () => {
  const page = await start(both({ number: 1 }));
  const calls = await page.get('/api/calls');
  expect(
    calls.text
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as unknown[]).slice(0, 3)),
  ).toEqual([
    ['>', 1, 'openstack'],
    ['<', 1, 200],
  ]);
  const news = await listen(page, String(calls.headers['x-requestshook-position']));
  await news.until('event: state');
  appendFileSync(page.file, requestLine({ number: 2, from: 'nova-compute' }));
  const got = await news.until('nova-compute');
  expect(got).not.toContain('["<",1');
  appendFileSync(page.file, responseLine({ number: 2, from: 'nova-compute', status: 503 }));
  expect(await news.until('["<",2,503')).toMatch(/event: position\ndata: e1-\d+/);
  news.close();
});

test('who comes back from another start of the program is told so, and gets no line of it', async () => {
  const page = await start(both({ number: 1 }));
  const news = await listen(page, 'other-10');
  const own = await listen(page, 'e1-0');
  appendFileSync(page.file, both({ number: 2 }));
  // Told after the first one.
  await own.until('[">",2');
  expect(await news.until('"epoch":"e1"')).not.toContain('event: calls');
  news.close();
  own.close();
});

test('who comes back after a while gets what came meanwhile, once', async () => {
  const page = await start(both({ number: 1 }) + both({ number: 2 }));
  const { text } = await page.get('/api/calls');
  const half = text.split('\n').slice(0, 2).join('\n').length + 1;
  const news = await listen(page, `e1-${half}`);
  const got = await news.until('event: position');
  expect(got.match(/data: \["[<>]",\d/g)).toEqual(['data: [">",2', 'data: ["<",2']);
  news.close();
});

test.each([
  ['a journal', 'journal.ndjson', (all: readonly Made[]) => all.map(both).join('')],
  ['a log', 'requests.log', (all: readonly Made[]) => all.map(logEntries).join('')],
  ['a gzipped log', 'requests.log.gz', (all: readonly Made[]) => gzipSync(all.map(logEntries).join(''))],
] as const)('each exchange of %s is read whole, wherever it stands', async (_, name, render) => {
  const all = Array.from(
    { length: 40 },
    (_, i): Made => ({ number: i + 1, requestBody: `{"n": ${i + 1}}`, responseBody: 'é\n'.repeat(40_000) }),
  );
  const page = await start(render(all), { name });
  for (const number of [1, 2, 17, 39, 40, 3]) {
    const exchange = JSON.parse((await page.get(`/api/calls/${number}`)).text) as WireExchange;
    expect(exchange.number).toBe(number);
    expect(exchange.id).toBe(idOf(number));
    expect(JSON.parse(exchange.request.body.text ?? '')).toEqual({ n: number });
    expect(exchange.response?.body.text?.trimEnd()).toBe('é\n'.repeat(40_000).trimEnd());
  }
  expect((await page.get('/api/calls/41')).status).toBe(404);
});

test('a call that was rotated away is told to be gone; the new file goes on', async () => {
  const page = await start(both({ number: 1 }));
  const news = await listen(page, '0');
  renameSync(page.file, `${page.file}.1`);
  writeFileSync(page.file, both({ number: 2, from: 'afterwards' }));
  await news.until('afterwards');
  const gone = await page.get('/api/calls/1');
  expect([gone.status, gone.text]).toEqual([
    404,
    'journal.ndjson: exchange 1 is not in it any more; the file was replaced\n',
  ]);
  expect((JSON.parse((await page.get('/api/calls/2')).text) as WireExchange).from).toBe('afterwards');
  news.close();
});

test.each(['journal.ndjson', 'requests.log'])(
  'a text is found in any part of a call in %s, and not in what nobody recorded',
  async (name) => {
    const render = name === 'requests.log' ? logEntries : both;
    const calls: Made[] = [
      { number: 1, requestHeaders: ['X-Trace', 'blue whale'] },
      { number: 2, responseBody: '{"animal": "Blåhval \\"big\\""}' },
      { number: 3, url: 'http://10.0.0.5/identity/v3/whales' },
      { number: 4, status: 418, reason: 'I am a teapot' },
    ];
    const page = await start(calls.map(render).join(''), { name });
    const find = async (text: string) =>
      (await page.get(`/api/find?text=${encodeURIComponent(text)}`)).text
        .split('\n')
        .filter(Boolean)
        .flatMap((line) => JSON.parse(line) as number[]);
    expect(await find('WHALE')).toEqual([1, 3]);
    expect(await find('x-trace: blue')).toEqual([1]);
    expect(await find('blåhval')).toEqual([2]);
    expect(await find('418 i am')).toEqual([4]);
    expect(await find('"animal":"')).toEqual([2]);
    expect(await find('requestComplete')).toEqual([]);
    expect(await find('.*')).toEqual([]);
    expect((await page.get('/api/find?text=')).status).toBe(400);
  },
);

test('what is found behind a call alone is asked for', async () => {
  const page = await start([1, 2, 3].map((number) => both({ number })).join(''));
  expect((await page.get('/api/find?text=keystone&after=2')).text).toBe('[3]\n');
});

test('a finished trace has no switch', async () => {
  const page = await start(both({ number: 1 }), { finished: true });
  const Origin = `http://127.0.0.1:${page.port}`;
  expect((await page.send('POST', '/api/tracing', { Origin }, 'off')).status).toBe(409);
});

test.each([
  ['journal.ndjson', (lost: number) => `{"v":1,"type":"gap","lost":${lost}}\n`],
  ['requests.log', logGap],
])('messages that are missing in a trace are counted, wherever they stand (%s)', async (name, gap) => {
  const calls = (name === 'requests.log' ? logEntries : both)({ number: 1 });
  const page = await start(`${gap(3)}${calls}${'no line\n\n'.repeat(9)}${gap(1)}`, { name });
  const state = JSON.parse((await page.get('/api/state')).text) as { missing: number };
  expect(state.missing).toBe(4);
});

test('what cannot be read of a trace is told', async () => {
  const page = await start(`${both({ number: 1 })}no line\n${both({ number: 2 })}`);
  const state = JSON.parse((await page.get('/api/state')).text) as {
    problems: string[];
    problemCount: number;
  };
  expect(state.problemCount).toBe(1);
  expect(state.problems[0]).toMatch(/journal\.ndjson:3: /);
});
