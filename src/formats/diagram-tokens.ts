import { serviceTypeAt } from '../openstack/services.js';
import { splitUrl } from './diagram.js';
import type { Unit } from './diagram-blocks.js';
import type { PlacedMessage } from './diagram-calls.js';

/**
 * Discovery, and the token after it, by a service that works on a request become one unit with an `opt`
 * block: it is there only where the service has no token that is still good.
 */
export function foldTokens(units: readonly Unit[]): Unit[] {
  const folded: Unit[] = [];
  for (let i = 0; i < units.length; ) {
    const own = ownUnits(units, i);
    folded.push(own.length > 1 ? tokenBlock(own) : (units[i] as Unit));
    i += Math.max(1, own.length);
  }
  return folded;
}

/** The units of a service's own authentication that begins there; none where none does. */
function ownUnits(units: readonly Unit[], start: number): readonly Unit[] {
  const caller = units[start]?.messages[0]?.message.from;
  const isOwn = (unit: Unit | undefined): unit is Unit => {
    const request = unit?.messages[0];
    return request?.message.from === caller && request?.cause !== null && unit?.messages.length === 2;
  };
  let end = start;
  for (let unit = units[end]; isOwn(unit) && isDiscovery(unit.messages); unit = units[end]) end += 1;
  const last = units[end];
  return end > start && isOwn(last) && isToken(last.messages) ? units.slice(start, end + 1) : [];
}

function tokenBlock(units: readonly Unit[]): Unit {
  const messages = units.flatMap((unit) => unit.messages);
  const request = messages[0] as PlacedMessage;
  const last = messages.at(-1)?.place as number;
  return {
    items: [{ kind: 'opt', first: request.place, last, items: messages, service: request.message.from }],
    messages,
    looks: units.map(({ looks }) => looks).join('\n'),
  };
}

const isIdentity = ({ message }: PlacedMessage) =>
  serviceTypeAt(message.service, splitUrl(message.url).path) === 'identity';

/** Whether these are a request for Keystone's version document, `/identity` or `/v3/`, and what came of it. */
export function isDiscovery([request]: readonly PlacedMessage[]): boolean {
  if (request === undefined || request.message.method !== 'GET' || !isIdentity(request)) return false;
  return /^(?:\/(?!v\d)[^/]+)?(?:\/v\d[\d.]*)?\/?$/.test(splitUrl(request.message.url).path);
}

/** Whether these are a request for a token and an answer that gives one. */
export function isToken(messages: readonly PlacedMessage[]): boolean {
  const [request] = messages;
  const response = messages.at(-1)?.message;
  if (request === undefined || response?.kind !== 'response') return false;
  const { method, url } = request.message;
  const given = response.status >= 200 && response.status < 300;
  return given && method === 'POST' && isIdentity(request) && /\/tokens\/?$/.test(splitUrl(url).path);
}
