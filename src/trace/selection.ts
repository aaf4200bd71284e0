import { UsageError } from '../exchange/errors.js';
import type { Exchange } from '../exchange/exchange.js';
import { serviceType } from '../openstack/services.js';

/** Which exchanges are asked for. Of one kind any may fit, of each kind that is given one must. */
export interface SelectionOptions {
  /** Names of callers; `*` stands for any characters. */
  readonly from?: readonly string[];
  /** Names or types of services, `*` as above. */
  readonly service?: readonly string[];
  /** `404`, `4xx`, `400-499`, `failed` (400 and above, broken off, no response), `none` (no response). */
  readonly status?: readonly string[];
  readonly method?: readonly string[];
  /**
   * A part of path and query; or with `*` (any characters) or `{name}` (one segment) the path from one of its
   * slashes to its end: `/v2/images/{image_id}`.
   */
  readonly path?: readonly string[];
}

export type Selection = (exchange: Exchange) => boolean;

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** A test for a name, `*` in it any characters. */
function nameTest(wanted: string): (name: string) => boolean {
  const pattern = new RegExp(`^${wanted.split('*').map(escaped).join('.*')}$`, 'is');
  return (name) => pattern.test(name);
}

function serviceTest(wanted: string): (exchange: Exchange) => boolean {
  const isName = nameTest(wanted);
  const type = serviceType(wanted);
  return ({ service }) => isName(service) || (type === wanted.toLowerCase() && serviceType(service) === type);
}

function statusTest(wanted: string): (exchange: Exchange) => boolean {
  const text = wanted.trim().toLowerCase();
  if (text === 'failed') {
    return ({ response, failure }) => response === null || failure !== null || response.status >= 400;
  }
  if (text === 'none') return ({ response }) => response === null;
  const found = /^([1-9])xx$|^(\d{3})(?:-(\d{3}))?$/.exec(text);
  if (found === null) {
    throw new UsageError(
      `--status: expected 404, 4xx, 400-499, failed or none, got ${JSON.stringify(wanted)}`,
    );
  }
  const [, hundreds, first, last] = found;
  const least = hundreds === undefined ? Number(first) : Number(hundreds) * 100;
  const most = hundreds === undefined ? Number(last ?? first) : least + 99;
  if (least > most) throw new UsageError(`--status: ${wanted} has its ends the wrong way round`);
  return ({ response }) => response !== null && response.status >= least && response.status <= most;
}

const target = (url: string) => url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '');

function pathTest(wanted: string): (exchange: Exchange) => boolean {
  if (!/\*|\{[^/{}]+\}/.test(wanted)) return ({ url }) => target(url).includes(wanted);
  const parts = wanted.split(/(\*|\{[^/{}]+\})/).map((part, i) => {
    if (i % 2 === 0) return escaped(part);
    return part === '*' ? '.*' : '[^/?]+';
  });
  // The mount in front of a documented path is left out: /image in /image/v2/images.
  const begin = wanted.startsWith('/') || wanted.startsWith('*') ? '' : '/';
  const end = wanted.includes('?') ? '' : '(?:\\?.*)?';
  const pattern = new RegExp(`${begin}${parts.join('')}${end}$`, 's');
  return ({ url }) => pattern.test(target(url));
}

/** A test for the exchanges that are asked for. Throws a UsageError that names the option. */
export function selection(options: SelectionOptions): Selection {
  const kinds: Selection[][] = [
    (options.from ?? []).map((wanted) => {
      const test = nameTest(wanted);
      return ({ from }: Exchange) => test(from);
    }),
    (options.service ?? []).map(serviceTest),
    (options.status ?? []).flatMap((wanted) => wanted.split(',').map(statusTest)),
    (options.method ?? []).flatMap((wanted) =>
      wanted.split(',').map((method): Selection => {
        const test = nameTest(method.trim());
        return (exchange) => test(exchange.method);
      }),
    ),
    (options.path ?? []).map(pathTest),
  ].filter((tests) => tests.length > 0);
  return (exchange) => kinds.every((tests) => tests.some((test) => test(exchange)));
}
