/** What an OpenStack client sends with each request, as header lines. */
export const CLIENT_HEADERS: readonly (readonly [string, string])[] = [
  ['User-Agent', 'openstacksdk/4.0.0 keystoneauth1/5.8.0 python-requests/2.32.3 CPython/3.11.2'],
  ['Accept', 'application/json'],
  ['X-Auth-Token', `gAAAAAB${'a'.repeat(173)}`],
  ['X-Subject-Token', `gAAAAAB${'s'.repeat(173)}`],
];
