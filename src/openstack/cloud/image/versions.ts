import type { Json } from '../python-json.js';

/** The newest minor version of the image API that Glance 25 speaks. */
const NEWEST = 16;

/** What Glance says of its versions: the newest is current, the others are supported. */
export function versionsView(imageUrl: string): Json {
  const links = [{ rel: 'self', href: `${imageUrl}/v2/` }];
  const versions = Array.from({ length: NEWEST + 1 }, (_, i) => ({
    id: `v2.${NEWEST - i}`,
    status: i === 0 ? 'CURRENT' : 'SUPPORTED',
    links,
  }));
  return { versions };
}

/** Whether a path that begins so belongs to the API: `v2`, `v2.0` to the newest. */
export function isVersion(segment: string): boolean {
  const minor = /^v2(?:\.(\d+))?$/.exec(segment);
  return minor !== null && Number(minor[1] ?? 0) <= NEWEST;
}
