/**
 * What real commands call: caller, service, method, templated path, status; indented below a call are the
 * calls that the service made before it answered. As the captures show it, but for
 *
 *   `+`: calls that Debian's client makes (openstackclient 6.0, openstacksdk 0.101) and the captures' did
 *   not: it discovers Glance's versions before the first call there.
 *
 * Paths are as Apache's users see them (`/image/v2/images`), where the captures were taken behind it
 * (`/v2/images`). The image store is on disk: the captures' Swift part is not there. Glance remembers a
 * token that Keystone validated, so it asks once a command, as in the captures.
 */
export const SEQUENCES = {
  'token issue': `
    openstack keystone GET /identity 300
    openstack keystone POST /identity/v3/auth/tokens 201`,

  // The catalog came with the token.
  'catalog list': `
    openstack keystone GET /identity 300
    openstack keystone POST /identity/v3/auth/tokens 201`,

  'image create': `
    openstack keystone GET /identity 300
    openstack keystone POST /identity/v3/auth/tokens 201
  + openstack glance-api GET /image 300
    openstack glance-api POST /image/v2/images 201
      glance-api keystone GET /identity 300
      glance-api keystone POST /identity/v3/auth/tokens 201
      glance-api keystone GET /identity/v3/auth/tokens 200
    openstack glance-api PUT /image/v2/images/{image_id}/file 204`,

  'image list': `
    openstack keystone GET /identity 300
    openstack keystone POST /identity/v3/auth/tokens 201
  + openstack glance-api GET /image 300
    openstack glance-api GET /image/v2/images 200
      glance-api keystone GET /identity 300
      glance-api keystone POST /identity/v3/auth/tokens 201
      glance-api keystone GET /identity/v3/auth/tokens 200`,

  'image show': `
    openstack keystone GET /identity 300
    openstack keystone POST /identity/v3/auth/tokens 201
  + openstack glance-api GET /image 300
    openstack glance-api GET /image/v2/images/{image_id} 200
      glance-api keystone GET /identity/v3/auth/tokens 200`,

  'image set --shared': `
    openstack keystone GET /identity 300
    openstack keystone POST /identity/v3/auth/tokens 201
    openstack glance-api GET /image 300
    openstack glance-api GET /image/v2/images/e2e-image 404
      glance-api keystone GET /identity/v3/auth/tokens 200
    openstack glance-api GET /image/v2/images 200
    openstack glance-api PATCH /image/v2/images/{image_id} 200`,

  'image add project': `
    openstack keystone GET /identity 300
    openstack keystone POST /identity/v3/auth/tokens 201
  + openstack glance-api GET /image 300
    openstack keystone GET /identity/v3/projects/demo 404
    openstack keystone GET /identity/v3/projects 200
    openstack glance-api GET /image/v2/images/{image_id} 200
      glance-api keystone GET /identity/v3/auth/tokens 200
    openstack glance-api POST /image/v2/images/{image_id}/members 200`,

  'image member list': `
    openstack keystone GET /identity 300
    openstack keystone POST /identity/v3/auth/tokens 201
    openstack glance-api GET /image 300
    openstack glance-api GET /image/v2/images/e2e-image 404
      glance-api keystone GET /identity/v3/auth/tokens 200
    openstack glance-api GET /image/v2/images 200
    openstack glance-api GET /image/v2/images/{image_id}/members 200`,

  'image remove project': `
    openstack keystone GET /identity 300
    openstack keystone POST /identity/v3/auth/tokens 201
  + openstack glance-api GET /image 300
    openstack keystone GET /identity/v3/projects/{project_id} 200
    openstack glance-api GET /image/v2/images/{image_id} 200
      glance-api keystone GET /identity/v3/auth/tokens 200
    openstack glance-api DELETE /image/v2/images/{image_id}/members/{project_id} 204`,

  'image save': `
    openstack keystone GET /identity 300
    openstack keystone POST /identity/v3/auth/tokens 201
    openstack glance-api GET /image 300
    openstack glance-api GET /image/v2/images/e2e-image 404
      glance-api keystone GET /identity/v3/auth/tokens 200
    openstack glance-api GET /image/v2/images 200
    openstack glance-api GET /image/v2/images/{image_id}/file 200`,

  'image unset': `
    openstack keystone GET /identity 300
    openstack keystone POST /identity/v3/auth/tokens 201
    openstack glance-api GET /image 300
    openstack glance-api GET /image/v2/images/e2e-image 404
      glance-api keystone GET /identity/v3/auth/tokens 200
    openstack glance-api GET /image/v2/images 200
    openstack glance-api DELETE /image/v2/images/{image_id}/tags/e2e 204
    openstack glance-api PATCH /image/v2/images/{image_id} 200`,

  'image delete': `
    openstack keystone GET /identity 300
    openstack keystone POST /identity/v3/auth/tokens 201
    openstack glance-api GET /image 300
    openstack glance-api GET /image/v2/images/e2e-image 404
      glance-api keystone GET /identity/v3/auth/tokens 200
    openstack glance-api GET /image/v2/images 200
    openstack glance-api DELETE /image/v2/images/{image_id} 204`,
} as const satisfies Record<string, string>;

export type Command = keyof typeof SEQUENCES;

/** The messages of a sequence, described as `describeMessage` does; without the calls marked `+` where asked. */
export function expandSequence(sequence: string, options = { asCaptured: false }): string[] {
  const messages: string[] = [];
  const open: { depth: number; response: string }[] = [];
  const close = (depth: number) => {
    while ((open.at(-1)?.depth ?? -1) >= depth) messages.push(open.pop()?.response as string);
  };
  for (const line of sequence.split('\n').filter((text) => text.trim() !== '')) {
    if (options.asCaptured && line.trimStart().startsWith('+')) continue;
    const call = line.replace('+', ' ');
    const depth = call.search(/\S/);
    const [from, service, method, path, status] = call.trim().split(' ');
    close(depth);
    messages.push(`${from} >>> ${service} ${method} ${path}`);
    open.push({ depth, response: `${from} <<< ${service} ${status} ${method} ${path}` });
  }
  close(0);
  return messages;
}
