import { randomBytes } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { Assets } from './assets.js';
import type { FromPage, PageSettings, ToPage } from './messages.js';
import { News } from './news.js';
import { serve } from './server.js';
import { TraceFeed } from './trace-feed.js';

if (parentPort === null) throw new Error('worker.js runs as the page’s thread');
const port = parentPort;
const post = (message: FromPage): void => port.postMessage(message);

const settings = workerData as PageSettings;
let { enabled } = settings;
const epoch = randomBytes(8).toString('hex');
let strays: readonly string[] = [];

const feed = new TraceFeed(settings.file, () => {
  news.tellCalls();
  tellState();
});
const news = new News(feed.log, state);
let told = '';

function state() {
  return {
    epoch,
    file: feed.name,
    whole: feed.whole,
    enabled,
    strays,
    problems: feed.problems,
    problemCount: feed.problemCount,
    missing: feed.missing,
    version: settings.version,
  };
}

function tellState(): void {
  const now = JSON.stringify(state());
  if (now === told) return;
  told = now;
  news.tellState();
}

const enable =
  settings.enabled === null ? null : (wanted: boolean) => post({ kind: 'enable', enabled: wanted });

try {
  const site = { feed, news, assets: new Assets(settings.assets), enable };
  const server = await serve(site, settings);
  feed.start((error) => {
    if (error !== null) post({ kind: 'trace', message: error.message });
  });
  port.on('message', (message: ToPage) => {
    switch (message.kind) {
      case 'enabled':
        enabled = message.enabled;
        tellState();
        break;
      case 'strays':
        strays = message.urls;
        tellState();
        break;
      case 'close':
        news.close();
        void Promise.all([server.close(), feed.close()]).then(() => post({ kind: 'closed' }));
    }
  });
  post({ kind: 'listening', port: server.port });
} catch (error) {
  const { code = '', message } = error as NodeJS.ErrnoException;
  post({ kind: 'cannot listen', code, message });
}
