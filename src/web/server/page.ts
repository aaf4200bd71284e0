import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { addressText } from '../../config/address.js';
import type { Address } from '../../config/settings.js';
import { ListenError } from '../../exchange/errors.js';
import { isLoopback } from './access.js';
import type { FromPage, PageSettings, ToPage } from './messages.js';

export interface PageOptions {
  /** The trace that it shows; it is there already. */
  readonly file: string;
  readonly address: Address;
  /** Take any free port where that one is taken: nobody asked for it. */
  readonly orFreePort: boolean;
  readonly version: string;
  /** The switch of the proxy in this process; null: there is none. */
  readonly tracing: {
    readonly enabled: boolean;
    readonly enable: (enabled: boolean) => void;
  } | null;
  /** Something is wrong that people should know; the page stays. */
  readonly onProblem: (message: string) => void;
}

/** The page, served by a thread of its own. */
export interface Page {
  /** What to open in a browser; with the token where it needs one. */
  readonly url: string;
  /** The port that was asked for was taken. */
  readonly movedFrom: Address | null;
  /** Tracing was switched, by whomever. */
  tellEnabled(enabled: boolean): void;
  /** Where links lead that belong to no route. */
  tellStrays(urls: readonly string[]): void;
  close(): Promise<void>;
}

// Built into dist/page; the tests run from build/src, beside it.
function assetsFolder(): string {
  const places = ['../../page', '../../../../dist/page'].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  return places.find((path) => existsSync(path)) ?? (places[0] as string);
}

/** Starts the page. Throws a ListenError. */
export async function startPage(options: PageOptions): Promise<Page> {
  const { address, orFreePort } = options;
  try {
    return await startOn(address, options, null);
  } catch (error) {
    if (
      !orFreePort ||
      !(error instanceof ListenError) ||
      (error.cause as { code?: string }).code !== 'EADDRINUSE'
    )
      throw error;
    return startOn({ ...address, port: 0 }, options, address);
  }
}

async function startOn(address: Address, options: PageOptions, movedFrom: Address | null): Promise<Page> {
  const { file, version, tracing, onProblem } = options;
  const token = isLoopback(address.host) ? null : randomBytes(16).toString('base64url');
  const settings: PageSettings = {
    file,
    host: address.host,
    port: address.port,
    token,
    assets: assetsFolder(),
    version,
    enabled: tracing?.enabled ?? null,
  };
  const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: settings });
  let closing = false;
  let closed = () => {};
  const port = await new Promise<number>((resolve, reject) => {
    worker.on('message', (message: FromPage) => {
      switch (message.kind) {
        case 'listening':
          resolve(message.port);
          break;
        case 'cannot listen':
          reject(listenError(address, message));
          break;
        case 'enable':
          tracing?.enable(message.enabled);
          break;
        case 'trace':
          onProblem(`The page cannot go on reading: ${message.message}`);
          break;
        case 'closed':
          closed();
      }
    });
    worker.on('error', (error: Error) => {
      reject(error);
      if (!closing) onProblem(`The page stopped: ${error.message}. Traffic and trace go on.`);
    });
    worker.on('exit', () => closed());
  }).catch(async (error: unknown) => {
    closing = true;
    await worker.terminate();
    throw error;
  });
  const post = (message: ToPage) => worker.postMessage(message);
  const where = addressText({ host: reachable(address.host), port });
  return {
    url: `http://${where}/${token === null ? '' : `?token=${token}`}`,
    movedFrom,
    tellEnabled: (enabled) => post({ kind: 'enabled', enabled }),
    tellStrays: (urls) => post({ kind: 'strays', urls }),
    async close() {
      closing = true;
      await new Promise<void>((resolve) => {
        closed = resolve;
        post({ kind: 'close' });
      });
      await worker.terminate();
    },
  };
}

const reachable = (host: string) => (host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host);

function listenError(
  address: Address,
  { code, message }: { readonly code: string; readonly message: string },
): ListenError {
  const why: Record<string, string> = {
    EADDRINUSE:
      'another program listens there. Stop it, or choose another address with --ui, or none: --ui off',
    EACCES: 'this user may not listen there (ports below 1024 need root). Choose another with --ui',
    EADDRNOTAVAIL: 'this machine has no such address. Choose another with --ui',
    ENOENT: 'its files are not built: npm run build',
  };
  return new ListenError(`the page cannot be at ${addressText(address)}: ${why[code] ?? message}`, {
    cause: { code },
  });
}
