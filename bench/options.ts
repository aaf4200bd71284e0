import { parseArgs } from 'node:util';
import { COMPETITORS } from './competitors/all.js';
import type { Competitor } from './competitors/competitor.js';
import { requestshook } from './competitors/requestshook.js';

/** How the benchmark is run. */
export interface Options {
  /** Names of the tables to make. */
  readonly names: readonly string[];
  readonly quick: boolean;
  readonly rounds: number;
  /** Seconds of one run under load. */
  readonly seconds: number;
  readonly allProcessors: boolean;
  /** Nothing that is used meanwhile was free for long before (own-memory.ts). */
  readonly ownMemory: boolean;
  readonly markdown: boolean;
  /** File for all samples. */
  readonly json: string | null;
  /** Only says what there is. */
  readonly help: boolean;
  /** Exchanges of the growth table. */
  readonly exchanges: number;
  /** Bytes of the largest body in the growth table. */
  readonly largest: number;
  /** Who takes part, of those that a table asks for. */
  readonly pick: (competitors: readonly Competitor[]) => readonly Competitor[];
  /** The same; with --quick only those whose ratio is wanted. */
  readonly pickFew: (competitors: readonly Competitor[]) => readonly Competitor[];
}

export const USAGE = `npm run bench -- [NAME...] [options]

  --quick            about two minutes: fewer, shorter runs
  --rounds N         runs of each competitor (3; quick: 2)
  --seconds N        of one run under load (3; quick: 1)
  --only NAME,...    these competitors alone
  --without NAME,... all but these
  --also NAME=CLI    another build of requestshook takes part: NAME=.../dist/cli.js
  --exchanges N      of the growth table (100000; quick: 10000)
  --largest SIZE     bytes of the largest body there (1e9), such as 1e10
  --all-processors   where there are more than two, use them; else load, proxy and service share two
  --own-memory       hold free memory and give it back as it is used: as if no host took it
  --markdown         tables for a document
  --json FILE        all that was measured

`;

/** Between whom the ratios are that are to be reached. */
const FEW = ['straight', 'http-proxy', 'requestshook'];

const list = (text: string | undefined): string[] | null =>
  text === undefined ? null : text.split(',').filter((name) => name !== '');

/** Reads the command line. Throws an Error that says what is wrong. */
export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      quick: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      only: { type: 'string' },
      without: { type: 'string' },
      also: { type: 'string', multiple: true },
      exchanges: { type: 'string' },
      largest: { type: 'string' },
      'all-processors': { type: 'boolean', default: false },
      'own-memory': { type: 'boolean', default: false },
      markdown: { type: 'boolean', default: false },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const { quick } = values;
  const whole = (name: 'rounds' | 'seconds' | 'exchanges' | 'largest', otherwise: number): number => {
    const given = values[name];
    const number = given === undefined ? otherwise : Number(given);
    if (!Number.isSafeInteger(number) || number < 1)
      throw new Error(`--${name} ${given}: a whole number from 1 on is expected`);
    return number;
  };
  const also = (values.also ?? []).map((text) => {
    const [, name, cli] = /^([^=]+)=(.+)$/.exec(text) ?? [];
    if (name === undefined || cli === undefined) throw new Error(`--also ${text}: NAME=CLI is expected`);
    return requestshook(name, `everything on, with ${cli}`, { cli });
  });
  const [only, without] = [list(values.only), list(values.without) ?? []];
  const known = [...COMPETITORS, ...also].map(({ name }) => name);
  const unknown = [...(only ?? []), ...without].find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new Error(`no competitor is called ${unknown}; there are ${known.join(', ')}`);
  const pick: Options['pick'] = (competitors) =>
    [...competitors, ...also].filter(
      ({ name }) => (only === null || only.includes(name)) && !without.includes(name),
    );
  return {
    names: positionals,
    quick,
    rounds: whole('rounds', quick ? 2 : 3),
    seconds: whole('seconds', quick ? 1 : 3),
    allProcessors: values['all-processors'],
    ownMemory: values['own-memory'],
    markdown: values.markdown,
    json: values.json ?? null,
    help: values.help,
    exchanges: whole('exchanges', quick ? 10_000 : 100_000),
    largest: whole('largest', 1e9),
    pick,
    pickFew: (competitors) =>
      pick(quick && only === null ? competitors.filter(({ name }) => FEW.includes(name)) : competitors),
  };
}
