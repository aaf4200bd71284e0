import { type Reply, sendCall } from './client.js';
import { catalogUrl, v3Url, withoutSlash } from './discovery.js';
import { pythonJson } from './python-json.js';

/** What to play, and as whom. */
export interface RemoveProjectOptions {
  /** `OS_AUTH_URL`: the proxy's Keystone, without a version. */
  readonly authUrl: string;
  /** Id of the image. */
  readonly image: string;
  /** Id of the project that is removed from its members. */
  readonly project: string;
  readonly password: string;
  /** `OS_USERNAME`; admin. */
  readonly username?: string;
  /** `OS_PROJECT_NAME`; admin. */
  readonly projectName?: string;
  /**
   * Whether Glance is asked for its versions before its first use. openstackclient 6.0 does; the published traces do not
   * show it, for in them Glance's version document is not hooked. Not by default.
   */
  readonly discoverImage?: boolean;
}

/** One call of the sequence, as it was sent and answered. */
export interface PlayedCall {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly reason: string;
}

const SDK_AGENT = 'openstacksdk/0.101.0 keystoneauth1/5.0.0 python-requests/2.28.1 CPython/3.11.2';
const KEYSTONE_AGENT = 'python-keystoneclient';

/** What the client does with another answer: it stops and shows it. */
function unexpected({ method, url, status, reason }: PlayedCall, reply: Reply): Error {
  const body = reply.body.length > 500 ? `${reply.body.slice(0, 500)}...` : reply.body;
  return new Error(`${method} ${url} was answered ${status} ${reason}: ${body.trim()}`);
}

/**
 * Plays what `openstack image remove project IMAGE PROJECT` sends: a token, the project, the image, the removal; header
 * for header as python-openstackclient does. It follows the URLs that the version document and the catalog give, so that
 * it stays on a proxy that rewrites them. Resolves with the calls; rejects at the first that the client would stop at.
 */
export async function playRemoveProject(options: RemoveProjectOptions): Promise<PlayedCall[]> {
  const played: PlayedCall[] = [];
  const play = async (expected: number, method: string, url: string, lines: string[], body?: string) => {
    const reply = await sendCall({ method, url, headers: lines, ...(body === undefined ? {} : { body }) });
    const call = { method, url, status: reply.status, reason: reply.reason };
    played.push(call);
    if (reply.status !== expected) throw unexpected(call, reply);
    return reply;
  };

  const versions = await play(300, 'GET', options.authUrl, clientHeaders(SDK_AGENT, 'application/json'));
  const identityUrl = found(
    v3Url(JSON.parse(versions.body)),
    'version 3 in the version document',
    options.authUrl,
  );

  const credentials = passwordBody(options);
  const issued = await play(
    201,
    'POST',
    `${identityUrl}/auth/tokens`,
    [
      ...clientHeaders(SDK_AGENT, 'application/json'),
      'Content-Type',
      'application/json',
      'Content-Length',
      String(Buffer.byteLength(credentials)),
    ],
    credentials,
  );
  const token = ['X-Auth-Token', found(issued.header('x-subject-token'), 'token', options.authUrl)];
  const catalog: unknown = JSON.parse(issued.body);
  const keystone = found(
    catalogUrl(catalog, 'identity', 'public'),
    'identity service in the catalog',
    identityUrl,
  );
  const glance = found(catalogUrl(catalog, 'image', 'public'), 'image service in the catalog', identityUrl);
  if (options.discoverImage) await play(300, 'GET', glance, clientHeaders(SDK_AGENT, 'application/json'));

  // The client knows already which version is there if the catalog says the URL that it came by.
  const projectsUrl = keystone === withoutSlash(options.authUrl) ? identityUrl : `${keystone}/v3`;
  await play(200, 'GET', `${projectsUrl}/projects/${options.project}`, [
    ...clientHeaders(KEYSTONE_AGENT, 'application/json'),
    ...token,
  ]);
  const image = `${glance}/v2/images/${options.image}`;
  await play(200, 'GET', image, [...clientHeaders(SDK_AGENT, '*/*'), ...token]);
  await play(204, 'DELETE', `${image}/members/${options.project}`, [
    ...clientHeaders(SDK_AGENT, '*/*'),
    ...token,
    'Content-Length',
    '0',
  ]);
  return played;
}

/** The lines that python-requests begins with. */
function clientHeaders(agent: string, accept: string): string[] {
  return [
    ...['User-Agent', agent],
    ...['Accept-Encoding', 'gzip, deflate'],
    ...['Accept', accept],
    ...['Connection', 'keep-alive'],
  ];
}

function passwordBody({ username = 'admin', projectName = 'admin', password }: RemoveProjectOptions): string {
  const domain = { id: 'default' };
  const identity = { methods: ['password'], password: { user: { password, name: username, domain } } };
  return pythonJson({ auth: { identity, scope: { project: { name: projectName, domain } } } });
}

function found<T>(value: T | null | undefined, what: string, where: string): T {
  if (value === null || value === undefined) throw new Error(`There is no ${what} at ${where}`);
  return value;
}
