import { tmpdir } from 'node:os';
import { GLANCE_USER, SERVICE_PROJECT, seedDirectory } from './identity/seed.js';
import { answerIdentity } from './identity/service.js';
import { TokenStore } from './identity/tokens.js';
import { createIds } from './ids.js';
import { AuthToken } from './image/auth-token.js';
import { ImageFiles } from './image/files.js';
import { seedImage } from './image/seed.js';
import { answerImage } from './image/service.js';
import { ImageStore } from './image/store.js';
import { type Listening, listen } from './listen.js';
import type { Published } from './published.js';

/** How to start a cloud; everything has a default. */
export interface CloudOptions {
  /** Address to listen on; 127.0.0.1. */
  readonly host?: string;
  /** Of all users; `secret`. */
  readonly adminPassword?: string;
  /** How long a token is valid, in ms; an hour, Keystone's own default. */
  readonly tokenLifetime?: number;
  /** How long Glance believes a validated token, in ms, 0: it asks each time; five minutes, keystonemiddleware's own. */
  readonly tokenCacheTime?: number;
  /** Where a folder for the images' files is made, and removed at the end; the system's folder for temporary files. */
  readonly folder?: string;
  /** The clock, in ms since the epoch. */
  readonly now?: () => number;
  /** Makes the ids of projects, users and images the same at each start; for tests. */
  readonly idSeed?: string;
}

/** A Keystone and a Glance that run in this process. */
export interface Cloud {
  /** Where Keystone itself listens: `http://127.0.0.1:40123/identity` */
  readonly identityUrl: string;
  /** Where Glance itself listens: `http://127.0.0.1:40124/image` */
  readonly imageUrl: string;
  /** Of all users. */
  readonly password: string;
  /** Ids of the projects, by name: `admin`, `demo`, `alt_demo`, `service`. */
  readonly projects: { readonly [name: string]: string };
  /** Id of the image that is there at the start: project `admin` shares it with project `demo`. */
  readonly image: string;
  /** Says from now on these URLs in the catalog and in links; what is left out stays. */
  publish(urls: Partial<Published>): void;
  /** Frees both ports and removes the images' files. */
  close(): Promise<void>;
}

const HOUR = 3_600_000;
const FIVE_MINUTES = 300_000;

/** Starts a cloud; rejects with Node's error where the host cannot be bound, and leaves nothing behind then. */
export async function startCloud(options: CloudOptions = {}): Promise<Cloud> {
  const { host = '127.0.0.1', adminPassword: password = 'secret', now = Date.now } = options;
  const ids = createIds(options.idSeed);
  const directory = seedDirectory(ids, password);
  const projects = Object.fromEntries(directory.projects.map(({ name, id }) => [name, id]));
  const tokens = new TokenStore(now, options.tokenLifetime ?? HOUR);
  const store = new ImageStore(now);
  const closing = new AbortController();
  /** What was begun, to be undone from the end. */
  const undo: (() => Promise<void>)[] = [];
  let published: Published;

  const authToken = new AuthToken({
    authUrl: () => published.authUrl,
    username: GLANCE_USER,
    password,
    projectName: SERVICE_PROJECT,
    cacheTime: options.tokenCacheTime ?? FIVE_MINUTES,
    now,
    signal: closing.signal,
  });
  const close = async () => {
    closing.abort();
    for (const step of undo.splice(0).reverse()) await step();
  };
  const start = async (mount: string, answer: Parameters<typeof listen>[0]['answer']): Promise<Listening> => {
    const listening = await listen({ host, mount, now, answer });
    undo.push(listening.close);
    return listening;
  };

  try {
    const files = await ImageFiles.create(options.folder ?? tmpdir());
    undo.push(() => files.close());
    const image = await seedImage(store, files, ids, now(), {
      owner: projects.admin as string,
      member: projects.demo as string,
    });
    const keystone = await start('/identity', (call) =>
      answerIdentity(call, { directory, tokens, published: () => published }),
    );
    const glance = await start('/image', (call) =>
      answerImage(call, { store, files, ids, authToken, now, published: () => published }),
    );
    published = { identityUrl: keystone.url, imageUrl: glance.url, authUrl: keystone.url };
    return {
      identityUrl: keystone.url,
      imageUrl: glance.url,
      password,
      projects,
      image,
      publish: (urls) => {
        published = { ...published, ...urls };
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
