import type { IncomingMessage, ServerResponse } from 'node:http';
import { RequestshookError } from '../../exchange/errors.js';
import { renderCurl } from '../../formats/curl.js';
import { DOWNLOADS, type Download } from '../wire.js';
import { begin, sendJson, sendText, write } from './answer.js';
import type { Assets } from './assets.js';
import { download } from './downloads.js';
import { findCalls, LONGEST } from './find.js';
import type { News } from './news.js';
import { readExchange } from './read-exchange.js';
import { readCallSet } from './selection.js';
import type { TraceFeed } from './trace-feed.js';
import { wireExchange } from './whole-exchange.js';

/** Bytes of what a page may send: the numbers of many calls. */
const MOST_SENT = 2 * 1024 * 1024;

/** What the answers are made of. */
export interface Site {
  readonly feed: TraceFeed;
  readonly news: News;
  readonly assets: Assets;
  /** Somebody wants tracing on or off; null: there is no proxy to ask. */
  readonly enable: ((enabled: boolean) => void) | null;
}

/** Answers a request that has passed the door. Rejects with a RequestshookError where the trace does not have it. */
export async function answer(site: Site, req: IncomingMessage, res: ServerResponse, url: URL): Promise<void> {
  const { pathname } = url;
  if (req.method === 'POST') {
    if (pathname === '/api/download') return sendDownload(site, req, res);
    if (pathname === '/api/tracing') return setTracing(site, req, res);
  } else if (req.method === 'GET' || req.method === 'HEAD') {
    if (pathname === '/') {
      site.assets.send('index.html', req, res);
      return;
    }
    if (site.assets.send(pathname.slice(1), req, res)) return;
    if (pathname === '/api/calls') return sendCalls(site, req, res);
    if (pathname === '/api/state') {
      sendJson(res, site.news.state());
      return;
    }
    if (pathname === '/api/news') return listen(site, req, res, url);
    if (pathname === '/api/find') return find(site, res, url);
    const call = /^\/api\/calls\/(\d{1,10})$/.exec(pathname);
    if (call !== null) {
      const exchange = await readExchange(site.feed, Number(call[1]));
      sendJson(res, wireExchange(exchange, renderCurl(exchange, {})));
      return;
    }
  } else {
    sendText(res, 405, 'The page answers GET and POST.');
    return;
  }
  sendText(res, 404, 'There is nothing here.');
}

/** Answers with an error that a person can act on; any other is thrown. */
export function answerError(error: unknown, res: ServerResponse): void {
  if (!(error instanceof RequestshookError)) throw error;
  if (res.headersSent) res.destroy();
  else sendText(res, 404, error.message);
}

/** All calls so far, as lines; what follows them comes as news behind the position in the header. */
async function sendCalls({ feed, news }: Site, _req: IncomingMessage, res: ServerResponse): Promise<void> {
  const { log } = feed;
  const pieces = log.from(log.start);
  begin(res, 200, {
    'Content-Type': 'application/x-ndjson; charset=utf-8',
    'X-Requestshook-Position': news.position,
  });
  for (const piece of pieces) {
    if (res.destroyed) return;
    await write(res, piece);
  }
  res.end();
}

function listen({ news }: Site, req: IncomingMessage, res: ServerResponse, url: URL): void {
  const after = String(req.headers['last-event-id'] ?? url.searchParams.get('after') ?? '');
  if (!news.listen(res, after)) sendText(res, 503, 'Too many pages are open. Close some.');
}

async function find({ feed }: Site, res: ServerResponse, url: URL): Promise<void> {
  const text = url.searchParams.get('text') ?? '';
  const after = Number(url.searchParams.get('after') ?? 0);
  if (text === '' || text.length > LONGEST) {
    sendText(res, 400, `text: expected 1 to ${LONGEST} characters`);
    return;
  }
  const leaving = new AbortController();
  res.on('close', () => leaving.abort());
  begin(res, 200, { 'Content-Type': 'application/x-ndjson; charset=utf-8' });
  res.flushHeaders();
  for await (const numbers of findCalls(feed, text, { after, signal: leaving.signal })) {
    await write(res, `${JSON.stringify(numbers)}\n`);
  }
  res.end();
}

async function readSent(req: IncomingMessage): Promise<string | null> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of req as AsyncIterable<Uint8Array>) {
    size += piece.length;
    if (size > MOST_SENT) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString();
}

async function setTracing({ enable }: Site, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const sent = await readSent(req);
  const wanted = sent === 'on' ? true : sent === 'off' ? false : null;
  if (wanted === null) sendText(res, 400, 'expected on or off');
  else if (enable === null) sendText(res, 409, 'This is a finished trace; there is no proxy here to switch.');
  else {
    enable(wanted);
    begin(res, 204, {});
    res.end();
  }
}

const isDownload = (form: string): form is Download => Object.hasOwn(DOWNLOADS, form);

async function sendDownload({ feed, news }: Site, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const sent = await readSent(req);
  const fields = new URLSearchParams(sent ?? '');
  const form = fields.get('form') ?? '';
  const calls = readCallSet(fields.get('calls') ?? 'all');
  const taken =
    isDownload(form) && calls !== null ? download(feed.file, form, calls, news.state().version) : null;
  if (taken === null) {
    sendText(res, 400, 'form: expected one of log, diagram, page, har; calls: numbers such as 1-110,200');
    return;
  }
  // Where it cannot be made at all, that is said before a file begins.
  const first = await taken.pieces.next();
  begin(res, 200, {
    'Content-Type': taken.type,
    'Content-Disposition': `attachment; filename="${DOWNLOADS[form as Download]}"`,
  });
  if (first.done !== true) await write(res, first.value);
  for await (const piece of taken.pieces) {
    if (res.destroyed) return;
    await write(res, piece);
  }
  res.end();
}
