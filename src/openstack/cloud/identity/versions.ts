import type { Json } from '../python-json.js';

const version = (identityUrl: string) => ({
  id: 'v3.14',
  status: 'stable',
  updated: '2020-04-07T00:00:00Z',
  links: [{ rel: 'self', href: `${identityUrl}/v3/` }],
  'media-types': [{ base: 'application/json', type: 'application/vnd.openstack.identity-v3+json' }],
});

/** `GET /`: the versions that Keystone speaks, with a 300. */
export function versionsView(identityUrl: string): Json {
  return { versions: { values: [version(identityUrl)] } };
}

/** `GET /v3` */
export function versionView(identityUrl: string): Json {
  return { version: version(identityUrl) };
}
