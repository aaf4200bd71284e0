import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { SAFETY } from './answer.js';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

interface Asset {
  readonly type: string;
  readonly packed: Buffer;
  readonly etag: string;
}

/**
 * The page's own files, as `npm run build` left them: each compressed (`main.js.br`). They are read once; a new
 * build is another start.
 */
export class Assets {
  readonly #assets = new Map<string, Asset>();

  /** Throws where the folder is not there: the page was not built. */
  constructor(folder: string) {
    for (const file of readdirSync(folder)) {
      if (!file.endsWith('.br')) continue;
      const name = file.slice(0, -3);
      const packed = readFileSync(join(folder, file));
      const digest = createHash('sha256').update(packed).digest('base64url').slice(0, 22);
      const type = TYPES[extname(name)] ?? 'application/octet-stream';
      this.#assets.set(name, { type, packed, etag: digest });
    }
  }

  /** Answers for a file of that name; false: there is none. */
  send(name: string, req: IncomingMessage, res: ServerResponse): boolean {
    const asset = this.#assets.get(name);
    if (asset === undefined) return false;
    const packs = /\bbr\b/.test(String(req.headers['accept-encoding'] ?? ''));
    // Of each coding another representation (RFC 9110, 8.8.3.3).
    const etag = `"${asset.etag}${packs ? '-br' : ''}"`;
    const headers = { ...SAFETY, 'Cache-Control': 'no-cache', ETag: etag, Vary: 'Accept-Encoding' };
    if (req.headers['if-none-match']?.split(/,\s*/).includes(etag)) {
      res.writeHead(304, headers).end();
      return true;
    }
    const body = packs ? asset.packed : brotliDecompressSync(asset.packed);
    res.writeHead(200, {
      ...headers,
      'Content-Type': asset.type,
      'Content-Length': body.length,
      ...(packs ? { 'Content-Encoding': 'br' } : {}),
    });
    res.end(req.method === 'HEAD' ? undefined : body);
    return true;
  }
}
