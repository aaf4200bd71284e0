import type { IncomingMessage } from 'node:http';
import { addressText } from '../config/address.js';
import { readHosts } from '../config/network.js';
import type { ProgramLog } from '../config/program-log.js';
import type { ServiceSettings, Settings } from '../config/settings.js';
import { readCatalog } from '../openstack/catalog.js';
import { discoverServices } from '../openstack/discovery.js';
import { isLoopback } from '../openstack/discovery-hosts.js';
import { createStrayRegister, createStraySearch, type StraySearch } from '../openstack/link-strays.js';
import {
  createLinkRewriters,
  type LinkedListener,
  type LinkedService,
  type LinkRewriters,
} from '../openstack/link-targets.js';
import type { CallerLinks } from '../proxy/caller-links.js';
import type { ListenerPlace } from '../proxy/context.js';
import { discoveredLookup } from '../proxy/discovered-lookup.js';
import type { Listener } from '../proxy/listener.js';
import type { Routes } from '../proxy/routes.js';
import type { Upstream } from '../proxy/upstream.js';
import { leadsTo } from '../wrap/routes.js';

/** What was read in a catalog: services that no route knew, and other URLs of those that one knows. */
export interface Discovered {
  readonly services: readonly ServiceSettings[];
  readonly aliases: readonly { readonly url: string; readonly alias: string }[];
}

export interface CatalogEvents {
  /** A link leads past the proxy; each service that it leads to is told once. */
  readonly onStray?: (base: string) => void;
  /** Called before the answer that names them goes on. */
  readonly onDiscovered?: (discovered: Discovered) => void;
}

/**
 * Reads the answers of services for what leads elsewhere: links are made to lead back through the
 * proxy, services that a catalog names are added (`--discover`), and what still leads past the proxy is told,
 * each once.
 */
export class CatalogWatch {
  readonly #settings: Settings;
  readonly #routes: Routes;
  readonly #log: Pick<ProgramLog, 'info' | 'warn'>;
  readonly #isAllowedHost: (host: string) => boolean;
  readonly #strays = createStrayRegister();
  readonly #events: CatalogEvents;
  readonly #refused = new Set<string>();
  #services: LinkedService[];
  #listeners = new Map<ListenerPlace, LinkedListener>();
  #rewriters: LinkRewriters | null = null;
  #search: StraySearch | null = null;

  constructor(
    settings: Settings,
    routes: Routes,
    log: Pick<ProgramLog, 'info' | 'warn'>,
    events: CatalogEvents = {},
  ) {
    this.#events = events;
    this.#settings = settings;
    this.#routes = routes;
    this.#log = log;
    this.#isAllowedHost = readHosts(settings.discoverHosts);
    this.#services = routes.upstreams.map(({ service }) => service);
  }

  /** Services that were handed to callers as links and that no route knows. */
  get strays(): readonly string[] {
    return this.#strays.all;
  }

  /** The addresses that the proxy got. */
  listenersAre(listeners: readonly Listener[]): void {
    this.#listeners = new Map(
      listeners.map(({ place, settings }) => [
        place,
        { host: place.host, port: place.port, scheme: place.scheme, service: settings.service },
      ]),
    );
  }

  /** The links for a caller, who reached the proxy as its Host says. */
  linksFor(req: IncomingMessage, place: ListenerPlace, { service }: Upstream): CallerLinks | null {
    if (!this.#settings.rewriteLinks) return null;
    const listener = this.#listeners.get(place);
    if (listener === undefined) return null;
    this.#rewriters ??= createLinkRewriters(this.#services, [...this.#listeners.values()], {
      publicUrl: this.#settings.publicUrl,
    });
    const rewriter = this.#rewriters.forEntrance({ host: req.headers.host, listener });
    return {
      rewriteBody: (bytes) => rewriter.rewriteBody(bytes),
      rewriteHeaderValue: (value) => {
        const stray = this.#straySearch().inHeaderValue(value);
        if (stray !== null) this.#tellStray(stray);
        return rewriter.rewriteHeaderValue(value, service.url);
      },
    };
  }

  /** Sees a JSON answer whole, before its caller does. */
  sees(upstream: Upstream, bytes: Uint8Array): void {
    if (this.#settings.discover && upstream.service.type === 'identity')
      this.#discover(bytes, upstream.service);
    for (const stray of this.#straySearch().inBody(bytes)) this.#tellStray(stray);
  }

  /** @param keystone whose catalog it is: what it names is of the same cloud, and trusted as it is. */
  #discover(bytes: Uint8Array, keystone: ServiceSettings): void {
    const named = readCatalog(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString());
    if (named === null) return;
    // A catalog may name the proxy itself; a route to that would lead in a circle.
    const own = this.#ownUrls();
    const catalog = named.map((entry) => ({
      ...entry,
      endpoints: entry.endpoints.filter(({ url }) => !leadsTo(url, own)),
    }));
    const known = this.#services.map((service) => ({ ...service, type: this.#typeOf(service) }));
    const found = discoverServices(catalog, known, { allowedHosts: this.#isAllowedHost });
    const { ca, insecure, clientCertificate } = keystone;
    const trust = { ca, insecure, clientCertificate, serverName: null, preserveHost: false };
    const services = found.services.map((service) => ({ ...service, ...trust }));
    if (services.length > 0 || found.aliases.length > 0) {
      this.take({ services, aliases: found.aliases });
      this.#events.onDiscovered?.({ services, aliases: found.aliases });
    }
    for (const { url, reason } of found.refused) {
      if (this.#refused.has(url) || this.#refused.size >= 200) continue;
      this.#refused.add(url);
      this.#log.warn(`${url} stands in the catalog and is not traced: ${reason}`);
    }
  }

  /** Adds routes and names that were read in a catalog, here or by another process; what is known stays. */
  take({ services, aliases }: Discovered): void {
    for (const service of services) {
      if (this.#services.some(({ url }) => url === service.url)) continue;
      this.#routes.add(service, discoveredLookup(this.#allowsLoopback(service.url)));
      this.#services = [...this.#services, service];
      this.#log.info(`${service.name} found in the catalog: ${service.mount || '/'} -> ${service.url}`);
    }
    for (const { url, alias } of aliases) {
      this.#services = this.#services.map((service) =>
        service.url === url && !service.aliases.includes(alias)
          ? { ...service, aliases: [...service.aliases, alias] }
          : service,
      );
    }
    this.#rewriters = null;
    this.#search = null;
  }

  /** Whether a discovered service's name may lead to this machine: where a configured service is here, or has the same name. */
  #allowsLoopback(url: string): boolean {
    const { hostname } = new URL(url);
    const configured = this.#settings.services.map((service) => new URL(service.url).hostname);
    return configured.some((host) => host === hostname || isLoopback(host));
  }

  #typeOf(service: LinkedService): string | null {
    return this.#routes.upstreams.find(({ service: { url } }) => url === service.url)?.service.type ?? null;
  }

  #straySearch(): StraySearch {
    if (this.#search === null) {
      const known = this.#services.flatMap(({ url, aliases }) => [url, ...aliases]);
      this.#search = createStraySearch([...known, ...this.#ownUrls()]);
    }
    return this.#search;
  }

  /** Where the proxy itself is reached. */
  #ownUrls(): string[] {
    const { publicUrl } = this.#settings;
    const own = [...this.#listeners.values()].map((address) => `${address.scheme}://${addressText(address)}`);
    return publicUrl === null ? own : [...own, publicUrl];
  }

  #tellStray(base: string): void {
    if (this.#strays.add(base)) {
      this.#events.onStray?.(base);
      this.#log.warn({ url: base }, `a link to ${base} leads past the proxy: calls to it will not be seen`);
    }
  }
}
