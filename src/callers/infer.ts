import type { Confidence } from '../exchange/exchange.js';
import { type Call, type Clues, isTokens } from './call.js';
import type { Calls } from './calls.js';
import { isServiceProcess, namesAsCaller } from './service-callers.js';

/** A name, for people what it rests on, and how much that is. */
export interface Inferred {
  readonly name: string;
  readonly reason: string;
  readonly confidence: Confidence;
}

/** One way to tell who sent a request, by what is under way and what was seen before; null: it can not tell. */
type Way = (clues: Clues, calls: Calls) => Inferred | null;

const otherThan = (service: string) => (call: Call) => call.clues.service !== service;

/** A token that is validated belongs to a request under way that carries it, and the service that works on that one asks. */
const validates: Way = ({ validates, subject, token, service }, calls) => {
  if (!validates) return null;
  const carriers = calls.carrying(subject).filter(otherThan(service));
  if (carriers.length === 0) return null;
  const owner = calls.tokens.ownerOf(token);
  const reason = 'validates the token of a request that it works on';
  if (owner !== null && carriers.some(({ clues }) => worksFor(clues, owner)))
    return { name: owner, reason: `${reason}, with the token that was issued to it`, confidence: 'certain' };
  const services = new Set(carriers.map(({ clues }) => clues.service));
  const asked = carriers.filter(({ kinds }) => ![...kinds].some(isTokens));
  const { clues } = (asked.at(-1) ?? carriers.at(-1)) as Call;
  return { name: clues.service, reason, confidence: services.size === 1 ? 'certain' : 'likely' };
};

function worksFor({ service, serviceType }: Clues, name: string): boolean {
  return namesAsCaller(service, serviceType).includes(name);
}

/** A service that passes its user's token on proves by a second one who it is. */
const hasServiceToken: Way = ({ serviceToken }, calls) => {
  const name = calls.tokens.ownerOf(serviceToken);
  return name === null
    ? null
    : { name, reason: 'its X-Service-Token was issued to it', confidence: 'certain' };
};

/** A service's own token is used by that service alone. */
const serviceOwnToken: Way = ({ token }, calls) => {
  const name = calls.tokens.ownerOf(token);
  if (name === null || !isServiceProcess(name)) return null;
  return { name, reason: 'uses the token that was issued to it', confidence: 'certain' };
};

/** A service that works on a request passes its user's token on, and as a rule the request's id too. */
const passesOn: Way = ({ token, requestId, serviceToken, service, userAgent }, calls) => {
  if (requestId === null && serviceToken === null) return null;
  const carriers = calls.carrying(token).filter(otherThan(service));
  const same =
    requestId === null ? undefined : carriers.findLast((call) => call.clues.requestId === requestId);
  const call = same ?? carriers.at(-1);
  if (call === undefined || call.clues.userAgent === userAgent) return null;
  return {
    name: call.clues.service,
    reason: 'passes on the token of a request that it works on, and the id of one',
    confidence: 'likely',
  };
};

/** What can hardly be otherwise: asked before the User-Agent is. */
const STRONG: readonly Way[] = [validates, hasServiceToken, serviceOwnToken, passesOn];

/** Who has got a token uses it, unless a service that works on a request with it does. */
const ownToken: Way = ({ token, service, userAgent }, calls) => {
  const call = calls.carrying(token).findLast(otherThan(service));
  if (call !== undefined && call.clues.userAgent !== userAgent) {
    const reason = 'has the token of a request that it works on';
    return { name: call.clues.service, reason, confidence: 'guess' };
  }
  const name = calls.tokens.ownerOf(token);
  return name === null
    ? null
    : { name, reason: 'uses the token that was issued to it', confidence: 'likely' };
};

const sameConnection: Way = ({ connection, userAgent }, calls) => {
  const name = calls.namedOn(connection, userAgent);
  return name === null
    ? null
    : { name, reason: 'called by the same connection before', confidence: 'likely' };
};

/** What keystoneauth says that runs within a web server: a service, and not which one. */
const HOSTED = /^(?:uwsgi|mod_wsgi|gunicorn\d?|apache2|httpd) keystoneauth1\//;
/** Libraries that commands and services use alike, and keystoneauth in a program without a name. */
const LIBRARY =
  /^(?:python-\w+client|(?:\w+client|openstacksdk)[/ ]|(?:-|python[\d.]*) keystoneauth1\/|python-requests\/)/;

/** A library in a service, while one service is at work. */
const atWork: Way = ({ userAgent, service, token, validates }, calls) => {
  const hosted = HOSTED.test(userAgent);
  if (!hosted && !(LIBRARY.test(userAgent) && (token !== null || validates))) return null;
  const services = calls.workingServices(service);
  const name = services.at(-1);
  if (name === undefined) return null;
  const alone = services.length === 1;
  return {
    name,
    reason: alone ? 'the only service at work' : 'the service that was called last of those at work',
    confidence: hosted && alone ? 'likely' : 'guess',
  };
};

const WEAK: readonly Way[] = [ownToken, sameConnection, atWork];

function first(ways: readonly Way[], clues: Clues, calls: Calls): Inferred | null {
  for (const way of ways) {
    const inferred = way(clues, calls);
    if (inferred !== null) return inferred;
  }
  return null;
}

/** Who called, where what is under way and what was seen leaves hardly a doubt; null: it does. */
export function inferSurely(clues: Clues, calls: Calls): Inferred | null {
  return first(STRONG, clues, calls);
}

/** Who called, where nothing else says so; null: no idea. */
export function inferElse(clues: Clues, calls: Calls): Inferred | null {
  return first(WEAK, clues, calls);
}
