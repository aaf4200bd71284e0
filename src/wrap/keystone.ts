import { CloudError } from '../exchange/errors.js';
import { asList, asObject, asText } from '../openstack/cloud/shape.js';
import type { Credentials } from './credentials.js';
import { callKeystone, type KeystoneCall, type KeystonePlace, type KeystoneReply } from './keystone-call.js';

/** An endpoint as Keystone keeps it. */
export interface Endpoint {
  readonly id: string;
  readonly serviceId: string;
  /** `public`, `internal` or `admin`. */
  readonly interface: string;
  readonly region: string | null;
  /** Not yet of a project: `http://10.0.0.5:8776/v3/$(project_id)s`. */
  readonly url: string;
  readonly enabled: boolean;
}

/** A service that endpoints are of. */
export interface CatalogService {
  readonly id: string;
  readonly type: string;
  /** What the operator called it; empty: nothing. */
  readonly name: string;
}

/** Keystone cannot be reached, or refuses something. */
export class KeystoneError extends CloudError {
  /** What it answered; null: no answer. */
  readonly status: number | null;

  constructor(message: string, status: number | null, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }

  /** Whether the same call may succeed some seconds later. */
  get isPassing(): boolean {
    return this.status === null || this.status >= 500 || this.status === 429;
  }

  /** Whether every other call would fail in the same way. */
  get isGeneral(): boolean {
    return this.status === null || this.status === 401;
  }
}

/** The URL of the v3 API behind an auth URL, which may name a version or none: `http://h/identity`, `http://h:5000/v3/`. */
export function v3Of(authUrl: string): string {
  const { origin, pathname } = new URL(authUrl);
  return `${origin}${pathname.replace(/\/+$/, '').replace(/\/v[\d.]+$/, '')}/v3`;
}

/** Keystone's endpoints, read and changed with somebody's credentials. It is always called at its own URL, never by its catalog. */
export class Keystone {
  readonly place: KeystonePlace;
  readonly #credentials: Credentials;
  #token: string | null = null;
  #lifetime: number | null = null;

  constructor(place: KeystonePlace, credentials: Credentials) {
    this.place = place;
    this.#credentials = credentials;
  }

  /** ms that its tokens are valid, once one was issued; null: not known. */
  get tokenLifetime(): number | null {
    return this.#lifetime;
  }

  async services(): Promise<CatalogService[]> {
    return this.#list('services', (one) => {
      const { id, type, name } = one;
      return typeof id === 'string' && typeof type === 'string'
        ? [{ id, type, name: asText(name) ?? '' }]
        : [];
    });
  }

  async endpoints(): Promise<Endpoint[]> {
    return this.#list('endpoints', readEndpoint);
  }

  /** null: there is none with that id (any more). */
  async endpoint(id: string): Promise<Endpoint | null> {
    const call: KeystoneCall = { method: 'GET', path: `/endpoints/${encodeURIComponent(id)}` };
    const reply = await this.#call(call);
    return reply.status === 404 ? null : this.#one(call, reply);
  }

  /** Changes an endpoint's URL; null: there is none with that id (any more). */
  async setUrl(id: string, url: string): Promise<Endpoint | null> {
    const path = `/endpoints/${encodeURIComponent(id)}`;
    const call: KeystoneCall = { method: 'PATCH', path, body: { endpoint: { url } } };
    const reply = await this.#call(call);
    return reply.status === 404 ? null : this.#one(call, reply);
  }

  #one(call: KeystoneCall, reply: KeystoneReply): Endpoint {
    const [endpoint] = readEndpoint(asObject(asObject(reply.json)?.endpoint) ?? {});
    if (reply.status !== 200 || endpoint === undefined) throw this.#refusal(call, reply);
    return endpoint;
  }

  async #list<T>(name: string, read: (one: Record<string, unknown>) => T[]): Promise<T[]> {
    const call: KeystoneCall = { method: 'GET', path: `/${name}` };
    const reply = await this.#call(call);
    const body = asObject(reply.json);
    if (reply.status !== 200 || !Array.isArray(body?.[name])) throw this.#refusal(call, reply);
    if (body.truncated === true)
      throw new KeystoneError(
        `Keystone at ${this.place.url} lists only some of its ${name}: raise list_limit in its keystone.conf`,
        reply.status,
      );
    return asList(body[name]).flatMap((one) => read(asObject(one) ?? {}));
  }

  /** A token that has expired meanwhile is replaced, once. */
  async #call(call: KeystoneCall): Promise<KeystoneReply> {
    const first = await this.#send({ ...call, token: this.#token ?? (await this.#issue()) });
    if (first.status !== 401) return first;
    const second = await this.#send({ ...call, token: await this.#issue() });
    if (second.status === 401) throw this.#refusal(call, second);
    return second;
  }

  async #issue(): Promise<string> {
    const { request, token } = this.#credentials;
    if (request === null) {
      this.#token = token as string;
      return this.#token;
    }
    const call: KeystoneCall = { method: 'POST', path: '/auth/tokens', body: request };
    const reply = await this.#send(call);
    const issued = reply.headers['x-subject-token'];
    if (reply.status !== 201 || typeof issued !== 'string') throw this.#refusal(call, reply);
    const { expires_at: expires, issued_at: since } = asObject(asObject(reply.json)?.token) ?? {};
    const lifetime = Date.parse(String(expires)) - Date.parse(String(since));
    this.#lifetime = Number.isFinite(lifetime) ? lifetime : null;
    this.#token = issued;
    return issued;
  }

  async #send(call: KeystoneCall): Promise<KeystoneReply> {
    try {
      return await callKeystone(this.place, call);
    } catch (error) {
      const { message } = error as Error;
      throw new KeystoneError(`Keystone at ${this.place.url} cannot be reached: ${message}`, null, {
        cause: error,
      });
    }
  }

  #refusal({ method, path }: KeystoneCall, { status, headers, json }: KeystoneReply): KeystoneError {
    const { who, token } = this.#credentials;
    const { url } = this.place;
    if (status === 401) {
      const what =
        token === null
          ? 'check its password and names (OS_*, or its cloud in clouds.yaml)'
          : 'the token has expired, or is of another cloud';
      return new KeystoneError(`Keystone at ${url} does not let ${who} in (401): ${what}`, status);
    }
    if (status === 403)
      return new KeystoneError(
        `Keystone at ${url} does not let ${who} ${method === 'GET' ? 'list' : 'change'} endpoints (403): that needs ` +
          'the role admin, in the whole system where the cloud asks for it (OS_SYSTEM_SCOPE=all in place of a project)',
        status,
      );
    if (status >= 300 && status < 400 && headers.location !== undefined)
      return new KeystoneError(
        `${url}${path} leads on to ${quoted(headers.location)}: give that as the auth URL`,
        status,
      );
    const said = asText(asObject(asObject(json)?.error)?.message);
    const why = said === undefined ? ': is there a Keystone (v3) at that URL?' : `: ${quoted(said)}`;
    return new KeystoneError(`${method} ${url}${path} was answered ${status}${why}`, status);
  }
}

/** What came from elsewhere, on one line of a terminal. */
function quoted(text: string): string {
  return JSON.stringify(text.trim().slice(0, 200));
}

function readEndpoint(one: Record<string, unknown>): Endpoint[] {
  const { id, service_id: serviceId, interface: side, url } = one;
  if (
    typeof id !== 'string' ||
    typeof serviceId !== 'string' ||
    typeof side !== 'string' ||
    typeof url !== 'string'
  )
    return [];
  const region = asText(one.region_id) ?? asText(one.region) ?? null;
  return [{ id, serviceId, interface: side, region, url, enabled: one.enabled !== false }];
}
