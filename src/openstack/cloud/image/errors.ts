import { Refusal } from '../refusal.js';

/** 400, with Glance's explanation. */
export const badRequest = (explanation: string) => new Refusal(400, explanation);

/** 403, with Glance's explanation. */
export const forbidden = (explanation: string) => new Refusal(403, explanation);

/** 403 as webob words it, with Glance's reason below. */
export const denied = (detail: string) => new Refusal(403, 'Access was denied to this resource.', { detail });

/** 404: also for what the caller may not know of. */
export const notFound = (explanation: string) => new Refusal(404, explanation);

/** `No image found with ID nope` */
export const noImage = (id: string) => notFound(`No image found with ID ${id}`);

/** 404 as webob words it. */
export const noResource = () => notFound('The resource could not be found.');

/** 409, with Glance's explanation. */
export const conflict = (explanation: string) => new Refusal(409, explanation);

/** 403: `Attribute 'size' is read-only.` */
export const readOnly = (name: string) => forbidden(`Attribute '${name}' is read-only.`);

/** 415 as webob words it; a missing type shows its template, as the real one does. */
export function unsupportedType(type: string, headers: readonly string[] = []): Refusal {
  const shown = type || '$' + '{CONTENT_TYPE}';
  return new Refusal(415, `The request media type ${shown} is not supported by this server. `, { headers });
}
