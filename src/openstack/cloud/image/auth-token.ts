import { sendCall } from '../client.js';
import { catalogUrl, v3Url, withoutSlash } from '../discovery.js';
import { pythonJson } from '../python-json.js';
import { asList, asObject, asText } from '../shape.js';
import type { Requester } from './access.js';

/** Thrown where Keystone cannot be asked, or does not let Glance ask. */
export class KeystoneUnavailable extends Error {}

/** How Glance asks Keystone. */
export interface AuthTokenOptions {
  /** Asked at each use: the URL is published after the start. */
  readonly authUrl: () => string;
  readonly username: string;
  readonly password: string;
  readonly projectName: string;
  /** How long a validated token is believed without asking again, in ms; 0: not at all. */
  readonly cacheTime: number;
  readonly now: () => number;
  /** Cuts off what is under way when the cloud closes. */
  readonly signal: AbortSignal;
}

/** Glance's own token, and the Keystone that its catalog names. */
interface Session {
  readonly authUrl: string;
  readonly token: string;
  readonly identityUrl: string;
  /** ms since the epoch */
  readonly expiresAt: number;
}

/** A token that Keystone found valid. */
interface Validated {
  readonly requester: Requester;
  readonly believedUntil: number;
}

const OWN_AGENT =
  'glance/25.1.0 keystonemiddleware.auth_token/10.1.0 keystoneauth1/5.0.0 python-requests/2.28.1 CPython/3.11.2';
const VALIDATION_AGENT = 'python-keystoneclient';

/** keystoneauth renews a token so long before it expires, in ms. */
const RENEWAL = 30_000;

/**
 * What keystonemiddleware does in front of Glance: it validates the token of each request at Keystone, over HTTP, with
 * a token of its own, and believes Keystone for a while. Header for header as release 10.1.0 sends it.
 */
export class AuthToken {
  readonly #options: AuthTokenOptions;
  readonly #validated = new Map<string, Validated>();
  #session: Promise<Session> | null = null;

  constructor(options: AuthTokenOptions) {
    this.#options = options;
  }

  /** Who a token belongs to, or null if it is not valid. Rejects with KeystoneUnavailable. */
  async validate(token: string): Promise<Requester | null> {
    if (token === '') return null;
    const known = this.#validated.get(token);
    if (known && known.believedUntil > this.#options.now()) return known.requester;
    try {
      return await this.#ask(token);
    } catch (error) {
      if (error instanceof KeystoneUnavailable) throw error;
      throw new KeystoneUnavailable('Keystone could not be asked about a token', { cause: error });
    }
  }

  async #ask(token: string): Promise<Requester | null> {
    let reply = await this.#showToken(token);
    if (reply.status === 401) {
      // Our own token is not valid any more: a new one, once.
      this.#session = null;
      reply = await this.#showToken(token);
    }
    if (reply.status === 404) return null;
    if (reply.status !== 200)
      throw new KeystoneUnavailable(`Keystone answered ${reply.status} to a validation`);
    const body = asObject(asObject(JSON.parse(reply.body))?.token) ?? {};
    const requester = requesterOf(body);
    this.#remember(token, requester, Date.parse(asText(body.expires_at) ?? ''));
    return requester;
  }

  async #showToken(token: string) {
    const session = await this.#openSession();
    return await this.#send('GET', `${session.identityUrl}/auth/tokens`, VALIDATION_AGENT, [
      'X-Subject-Token',
      token,
      'OpenStack-Identity-Access-Rules',
      '1',
      'X-Auth-Token',
      session.token,
    ]);
  }

  /** The session that is open, or a new one; those who ask meanwhile wait for the same. */
  async #openSession(): Promise<Session> {
    const authUrl = withoutSlash(this.#options.authUrl());
    const current = this.#session;
    const session = await current;
    if (session && session.authUrl === authUrl && session.expiresAt - RENEWAL > this.#options.now())
      return session;
    if (this.#session !== current) return await this.#openSession();
    const opening = this.#authenticate(authUrl);
    this.#session = opening;
    opening.catch(() => {
      if (this.#session === opening) this.#session = null;
    });
    return await opening;
  }

  async #authenticate(authUrl: string): Promise<Session> {
    const { username, password, projectName } = this.#options;
    const apiUrl = await this.#discover(authUrl);
    const domain = { name: 'Default' };
    const identity = { methods: ['password'], password: { user: { password, name: username, domain } } };
    const body = pythonJson({ auth: { identity, scope: { project: { name: projectName, domain } } } });
    const length = String(Buffer.byteLength(body));
    const lines = ['Content-Type', 'application/json', 'Content-Length', length];
    const reply = await this.#send('POST', `${apiUrl}/auth/tokens`, OWN_AGENT, lines, body);
    const token = reply.header('x-subject-token');
    if (reply.status !== 201 || !token)
      throw new KeystoneUnavailable(`Keystone answered ${reply.status} to Glance`);
    const answer: unknown = JSON.parse(reply.body);
    const expiresAt = Date.parse(asText(asObject(asObject(answer)?.token)?.expires_at) ?? '');
    // keystonemiddleware's default is the internal interface.
    const keystone = catalogUrl(answer, 'identity', 'internal') ?? authUrl;
    const identityUrl = keystone === authUrl ? apiUrl : await this.#discover(keystone);
    return { authUrl, token, identityUrl, expiresAt };
  }

  async #discover(url: string): Promise<string> {
    const reply = await this.#send('GET', url, OWN_AGENT, []);
    const found = v3Url(JSON.parse(reply.body));
    if (!found) throw new KeystoneUnavailable(`no version 3 of Keystone at ${url}`);
    return found;
  }

  #send(method: string, url: string, agent: string, lines: readonly string[], body?: string) {
    const first = ['User-Agent', agent, 'Accept-Encoding', 'gzip, deflate', 'Accept', 'application/json'];
    const headers = [...first, 'Connection', 'keep-alive', ...lines];
    return sendCall({ method, url, headers, signal: this.#options.signal, ...(body ? { body } : {}) });
  }

  #remember(token: string, requester: Requester, expiresAt: number): void {
    const now = this.#options.now();
    for (const [old, { believedUntil }] of this.#validated)
      if (believedUntil <= now) this.#validated.delete(old);
    const believedUntil = Math.min(now + this.#options.cacheTime, expiresAt);
    if (believedUntil > now) this.#validated.set(token, { requester, believedUntil });
  }
}

function requesterOf(token: Record<string, unknown>): Requester {
  const roles = asList(token.roles).map((role) => asText(asObject(role)?.name));
  return { projectId: asText(asObject(token.project)?.id) ?? null, isAdmin: roles.includes('admin') };
}
