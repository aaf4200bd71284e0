import { createHash } from 'node:crypto';

/** Tokens whose owner is remembered; the oldest are forgotten first. */
const MAX_OWNERS = 20_000;

/** A token is long and secret: it is remembered by its digest. */
function keyOf(token: string): string {
  return createHash('sha1').update(token, 'latin1').digest('base64');
}

/**
 * Who uses which token, as far as it was seen: to whom Keystone issued it, and which services work on
 * a request that carries it.
 */
export class Tokens {
  readonly #maxOwners: number;
  readonly #owners = new Map<string, string>();
  /** Services with requests under way, by the token that those carry; the latest last. */
  readonly #underWay = new Map<string, string[]>();

  constructor(maxOwners: number = MAX_OWNERS) {
    this.#maxOwners = maxOwners;
  }

  /** Keystone issued a token to a caller. */
  issued(token: string, caller: string): void {
    const key = keyOf(token);
    this.#owners.delete(key);
    this.#owners.set(key, caller);
    if (this.#owners.size > this.#maxOwners) this.#owners.delete(this.#owners.keys().next().value as string);
  }

  /** To whom a token was issued, or null. */
  ownerOf(token: string): string | null {
    return this.#owners.get(keyOf(token)) ?? null;
  }

  /** A request with this token is on its way to a service. Returns what to call when it has ended. */
  begins(token: string, service: string): () => void {
    const key = keyOf(token);
    const services = this.#underWay.get(key) ?? [];
    services.push(service);
    this.#underWay.set(key, services);
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      const at = services.lastIndexOf(service);
      if (at >= 0) services.splice(at, 1);
      if (services.length === 0 && this.#underWay.get(key) === services) this.#underWay.delete(key);
    };
  }

  /** The service that took a request with this token last and still works on it, or null. */
  serviceWorkingWith(token: string, exceptFor: string): string | null {
    const services = this.#underWay.get(keyOf(token)) ?? [];
    return services.findLast((service) => service !== exceptFor) ?? null;
  }
}
