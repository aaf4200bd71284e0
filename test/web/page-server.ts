import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { AccessRules } from '../../src/web/server/access.js';
import { Assets } from '../../src/web/server/assets.js';
import { News } from '../../src/web/server/news.js';
import { serve } from '../../src/web/server/server.js';
import { TraceFeed } from '../../src/web/server/trace-feed.js';

/** The page's server on a trace, in this thread. */
export interface TestPage {
  readonly port: number;
  readonly feed: TraceFeed;
  readonly file: string;
  /** What was asked of the proxy's switch. */
  readonly switched: boolean[];
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  send(method: string, path: string, headers: Record<string, string>, body?: string): Promise<Answer>;
  close(): Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
  readonly text: string;
}

/** Starts the page on a trace of that text, and waits until it was read. */
export async function startTestPage(
  trace: string | Uint8Array,
  options: Partial<AccessRules> & { readonly name?: string; readonly finished?: boolean } = {},
): Promise<TestPage> {
  const folder = mkdtempSync(join(tmpdir(), 'rh-web-'));
  const file = join(folder, options.name ?? 'journal.ndjson');
  writeFileSync(file, trace);
  const assets = join(folder, 'assets');
  writeAssets(assets);
  const switched: boolean[] = [];
  let news: News | null = null;
  let whole = () => {};
  const isWhole = new Promise<void>((resolve) => {
    whole = resolve;
  });
  const feed = new TraceFeed(file, () => {
    news?.tellCalls();
    news?.tellState();
    if (feed.whole) whole();
  });
  news = new News(feed.log, () => ({
    epoch: 'e1',
    file: feed.name,
    whole: feed.whole,
    enabled: options.finished ? null : true,
    strays: [],
    problems: feed.problems,
    problemCount: feed.problemCount,
    missing: feed.missing,
    version: '1.2.3',
  }));
  const site = {
    feed,
    news,
    assets: new Assets(assets),
    enable: options.finished ? null : (enabled: boolean) => void switched.push(enabled),
  };
  const { host = '127.0.0.1', token = null } = options;
  const server = await serve(site, { host, port: 0, token });
  feed.start((error) => {
    if (error !== null) throw error;
  });
  await isWhole;
  const send: TestPage['send'] = (method, path, headers, body) =>
    new Promise((resolve, reject) => {
      const req = request({ host: '127.0.0.1', port: server.port, method, path, headers }, (res) => {
        const pieces: Buffer[] = [];
        res.on('data', (piece: Buffer) => pieces.push(piece));
        res.on('end', () => {
          const all = Buffer.concat(pieces);
          resolve({ status: res.statusCode ?? 0, headers: res.headers, body: all, text: all.toString() });
        });
      });
      req.on('error', reject);
      req.end(body);
    });
  return {
    port: server.port,
    feed,
    file,
    switched,
    get: (path, headers = {}) => send('GET', path, headers),
    send,
    async close() {
      news?.close();
      await server.close();
      await feed.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function writeAssets(folder: string): void {
  mkdirSync(folder);
  for (const [name, text] of [
    ['index.html', '<!doctype html><title>page</title>'],
    ['main.js', 'console.log(1);'],
  ] as const) {
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(text));
  }
}
