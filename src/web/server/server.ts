import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type AccessRules, cookieName, refusal } from './access.js';
import { begin, sendText } from './answer.js';
import { answer, answerError, type Site } from './routes.js';

/** The page's server, listening. */
export interface PageServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Starts to listen. Rejects with Node's error where it cannot. */
export async function serve(site: Site, rules: AccessRules): Promise<PageServer> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: rules.host, port: rules.port }, () => resolve());
  });
  const { port } = server.address() as AddressInfo;
  const own = { ...rules, port };
  server.on('request', (req, res) => void respond(site, own, req, res));
  server.on('clientError', (_, socket) => socket.destroy());
  return { port, close: () => closed(server) };
}

async function respond(
  site: Site,
  rules: AccessRules,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  try {
    const url = targetOf(req);
    if (url === null) {
      sendText(res, 400, 'That is no path.');
      return;
    }
    const refused = refusal(req, url, rules);
    if (refused !== null) sendText(res, refused.status, refused.message);
    else if (rules.token !== null && url.searchParams.has('token')) keepToken(rules, rules.token, url, res);
    else await answer(site, req, res, url);
  } catch (error) {
    try {
      answerError(error, res);
    } catch {
      // A fault of ours: the page says that it failed, and goes on.
      if (res.headersSent) res.destroy();
      else sendText(res, 500, `The page failed: ${(error as Error).message}`);
    }
  }
}

function targetOf(req: IncomingMessage): URL | null {
  const { url = '' } = req;
  return url.startsWith('/') && URL.canParse(`http://page${url}`) ? new URL(`http://page${url}`) : null;
}

/** The token goes from the address bar into a cookie: what stands in a URL is passed on with it. */
function keepToken(rules: AccessRules, token: string, url: URL, res: ServerResponse): void {
  url.searchParams.delete('token');
  begin(res, 303, {
    Location: url.pathname + url.search,
    'Set-Cookie': `${cookieName(rules)}=${token}; HttpOnly; SameSite=Strict; Path=/`,
  });
  res.end();
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
