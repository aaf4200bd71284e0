import type { IncomingMessage, ServerResponse } from 'node:http';
import { Server as HttpsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { schemeOf } from '../config/address.js';
import type { ListenerSettings } from '../config/settings.js';
import { beforeLeavingHttp, beforeServing } from './before-serving.js';
import { Connections } from './connections.js';
import type { ListenerPlace, ProxyContext } from './context.js';
import { Handshakes } from './handshakes.js';
import { meetConnections } from './meet-connections.js';
import { refuseConnection } from './refuse.js';
import { serve } from './serve.js';
import { isWebSocket, serveUpgrade, serveWithoutUpgrade } from './serve-upgrade.js';
import { type CallerServer, createServer, listenerCertificate } from './server.js';
import { answerUnreadable, handshakeEvents, refuseUnfit } from './unreadable.js';

/**
 * Bytes of a request's header block. Keystone's tokens are long: 128 KiB are promised, and the request
 * line and two headers of ours come on top.
 */
const MAX_HEADERS = 256 * 1024;
/** ms that an idle connection of a caller stays open; longer than clients keep theirs, so that they close first. */
const KEEP_ALIVE = 75_000;
/** ms between two looks at the connections whose time for a header block may be over; half of that time, where it is short. */
const LOOK_EVERY = 15_000;

/** An address at which requests are taken. */
export interface Listener {
  readonly settings: ListenerSettings;
  /** Where it really listens, once it does. */
  readonly place: ListenerPlace;
  /** Takes its certificate from the files as they are now. Throws a ConfigError, and what it had stays. */
  renewCertificate(): void;
  /** Stops accepting; resolves when the last connection is closed. */
  close(): Promise<void>;
  /** Cuts what is still open. */
  cut(): void;
}

/** Starts to listen. Rejects with Node's error where the address cannot be had, or a ConfigError about its certificate. */
export async function startListener(context: ProxyContext, settings: ListenerSettings): Promise<Listener> {
  const upstream = settings.service === null ? null : (context.routes.named(settings.service) ?? null);
  const certificate = listenerCertificate(settings.certificate);
  let place: ListenerPlace = {
    host: settings.host,
    port: settings.port,
    scheme: schemeOf(settings),
    from: settings.from,
    upstream,
  };
  const { head } = context.settings.timeouts;
  // Node's limits are meant for pages: a whole request within 300 s would end a large upload (33).
  const options = {
    maxHeaderSize: MAX_HEADERS,
    requestTimeout: 0,
    headersTimeout: head,
    connectionsCheckingInterval: Math.min(LOOK_EVERY, Math.ceil(head / 2) || LOOK_EVERY),
    keepAliveTimeout: KEEP_ALIVE,
    // Checked by ourselves, and told (see unreadable.ts).
    requireHostHeader: false,
  };
  const server = createServer(options, certificate);
  server.timeout = 0;
  server.maxHeadersCount = 0;
  const handshakes = server instanceof HttpsServer ? new Handshakes(server, handshakeEvents(context)) : null;
  const connections = new Connections(server);
  const onRequest = (req: IncomingMessage, res: ServerResponse) => {
    connections.begin(req.socket, res);
    if (refuseUnfit(context, req, res)) return;
    beforeServing(context, req, res, place, () => serve(context, req, res, place));
  };
  server.on('request', onRequest);
  // The service decides whether it wants the body (21), and about any other expectation.
  server.on('checkContinue', onRequest);
  server.on('checkExpectation', onRequest);
  const { onConnection } = context;
  if (onConnection !== undefined)
    meetConnections(server, (socket, ready) => onConnection(socket, place, ready));
  server.on('upgrade', (req: IncomingMessage, socket: Socket, head: Buffer) => {
    if (!isWebSocket(req)) {
      serveWithoutUpgrade(server, req, socket, head);
      return;
    }
    connections.beginUpgrade(socket);
    beforeLeavingHttp(context, req, socket, place, () =>
      serveUpgrade(context, context.forwarder.upgrades, req, socket, head, place),
    );
  });
  // CONNECT asks for a tunnel to anywhere; the proxy connects to configured services only.
  server.on('connect', (req: IncomingMessage, socket: Socket) => {
    const message = `This is a reverse proxy: it opens no tunnel to ${req.url}.`;
    beforeLeavingHttp(context, req, socket, place, () =>
      refuseConnection(context, req, socket, place, { status: 405, code: 'RH_NO_TUNNEL', message }),
    );
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) =>
    answerUnreadable(context, error, socket),
  );
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: settings.host, port: settings.port, backlog: 1024 }, () => {
      server.removeListener('error', reject);
      server.on('error', (error) => context.onFault(error, `listening on ${settings.host}:${settings.port}`));
      const { address, port } = server.address() as AddressInfo;
      place = { ...place, host: address, port };
      resolve({
        settings,
        place,
        renewCertificate: () => {
          const renewed = listenerCertificate(settings.certificate);
          if (server instanceof HttpsServer && renewed !== null)
            server.setSecureContext({ ...renewed, minVersion: 'TLSv1.2' });
        },
        close: () => {
          const closed = closeServer(server);
          handshakes?.cut();
          return closed;
        },
        cut: () => connections.cut(),
      });
    });
  });
}

function closeServer(server: CallerServer): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}
