import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';
import { hostname } from 'node:os';

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/** Whether only this machine reaches an address to listen on. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase();
  if (name === 'localhost' || name.endsWith('.localhost')) return true;
  const version = isIP(name);
  return version !== 0 && LOOPBACK.check(name, version === 6 ? 'ipv6' : 'ipv4');
}

/** Who may read the page. */
export interface AccessRules {
  /** What the page listens on. */
  readonly host: string;
  readonly port: number;
  /** What a stranger must show; null: whoever reaches it may read it, which is for loopback alone. */
  readonly token: string | null;
}

/** Why a request is not answered: status, and what to do, for people. */
export interface Refusal {
  readonly status: number;
  readonly message: string;
}

/** Name of a Host header without its port; IPv6 without brackets. */
function hostName(host: string): string {
  return host
    .replace(/:\d+$/, '')
    .replace(/^\[|\]$/g, '')
    .toLowerCase();
}

/**
 * Whether a Host header is one by which people reach this page. A name that anybody can give to this address (DNS
 * rebinding) is none: it would make a stranger's page and this one the same site.
 */
function isOwnHost(host: string, { host: bound, token }: AccessRules): boolean {
  const name = hostName(host);
  if (isLoopback(name) || name === bound.toLowerCase()) return true;
  if (token === null) return false;
  const own = hostname().toLowerCase();
  return isIP(name) !== 0 || name === own || name.split('.')[0] === own.split('.')[0];
}

/** Name of the cookie that holds the token; cookies do not tell ports apart. */
export const cookieName = ({ port }: AccessRules) => `requestshook-${port}`;

/** Compares in a time that does not tell how much of it is right. */
export function isToken(given: string | null | undefined, token: string): boolean {
  if (given === null || given === undefined) return false;
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}

function givenToken(req: IncomingMessage, rules: AccessRules): string | null {
  const { authorization, cookie } = req.headers;
  if (authorization?.startsWith('Bearer ')) return authorization.slice(7);
  for (const pair of cookie?.split(';') ?? []) {
    const [name, value] = pair.trim().split('=', 2);
    if (name === cookieName(rules)) return value ?? null;
  }
  return null;
}

/** Why a request is refused, whatever it asks for; null: it is answered. `url` is its target. */
export function refusal(req: IncomingMessage, url: URL, rules: AccessRules): Refusal | null {
  const { host, origin } = req.headers;
  if (host === undefined || !isOwnHost(host, rules)) {
    const message =
      'This page is not at that host name. Open the address that requestshook said at its start.';
    return { status: 421, message };
  }
  // Another site may link here, but neither read nor change anything.
  if (origin !== undefined && origin !== `http://${host}`) {
    return { status: 403, message: 'Only the page itself may ask for this.' };
  }
  const site = req.headers['sec-fetch-site'];
  const navigates = req.headers['sec-fetch-mode'] === 'navigate' && req.method === 'GET';
  if ((site === 'cross-site' || site === 'same-site') && !navigates) {
    return { status: 403, message: 'Only the page itself may ask for this.' };
  }
  if (
    req.method !== 'GET' &&
    req.method !== 'HEAD' &&
    origin === undefined &&
    site === undefined &&
    rules.token === null
  ) {
    return {
      status: 403,
      message: 'A request that changes something has to say where it comes from (Origin).',
    };
  }
  if (rules.token === null || isToken(givenToken(req, rules), rules.token)) return null;
  if (url.pathname === '/' && isToken(url.searchParams.get('token'), rules.token)) return null;
  const message = 'Open the address with the token that requestshook said at its start.';
  return { status: 401, message };
}
