const HEX = '[0-9a-f]';
const UUID = `${HEX}{8}-${HEX}{4}-${HEX}{4}-${HEX}{4}-${HEX}{12}`;

// 32 digits: keystone's and neutron's older ids; 64: keystone's for users and groups from LDAP or
// federation. In front: swift's reseller prefix (AUTH_), nova's request ids (req-), glance_ of containers.
const IDENTIFIER = new RegExp(`^(?:[a-z]+[_-])?(?:${UUID}|${HEX}{32}|${HEX}{64})$`, 'i');

/** Whether a path segment looks like an identifier: it says nothing to a person, and is long. */
export function isIdentifier(segment: string): boolean {
  // Most segments are words: the length alone tells.
  return segment.length >= 32 && segment.length <= 128 && IDENTIFIER.test(segment);
}
