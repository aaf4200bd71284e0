import { Refusal } from '../refusal.js';

/** 401: no token, a wrong one, or wrong credentials; Keystone never says which. */
export function unauthorized(): Refusal {
  return new Refusal(401, 'The request you have made requires authentication.');
}

/** 403: the policy of an action (`list_users`) does not let this token do it. */
export function forbidden(action: string): Refusal {
  return new Refusal(403, `You are not authorized to perform the requested action: identity:${action}.`);
}

/** 404: `Could not find project: demo.` */
export function notFound(kind: string, id: string): Refusal {
  return new Refusal(404, `Could not find ${kind}: ${id}.`);
}

/** 400: `Expecting to find auth in request body. ...` */
export function expecting(attribute: string, target: string): Refusal {
  return new Refusal(
    400,
    `Expecting to find ${attribute} in ${target}. The server could not comply with the request since it is either malformed or otherwise incorrect. The client is assumed to be in error.`,
  );
}
