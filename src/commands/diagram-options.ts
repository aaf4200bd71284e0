import type { Options } from 'yargs';
import type { Lang } from '../formats/diagram-words.js';
import { CONFIG_OPTION } from './log-argument.js';

/** The languages of what is written for people to read. */
export const LANG_OPTION = {
  describe: 'Language of the words in it',
  choices: ['en', 'ko'],
  default: 'en',
  requiresArg: true,
} as const satisfies Options;

/** The options of `requestshook diagram`. */
export const DIAGRAM_OPTIONS = {
  config: CONFIG_OPTION,
  'raw-paths': { describe: 'Leave the identifiers in paths as they are', type: 'boolean' },
  query: { describe: 'Show queries', type: 'boolean' },
  nested: {
    describe: 'Show by bars which request caused which calls, and a run of the same poll as a loop',
    type: 'boolean',
  },
  fold: { describe: "Put a service's own authentication into a block", type: 'boolean' },
  split: { describe: 'Cut a long diagram into parts that can be read: Markdown', type: 'boolean' },
  lang: LANG_OPTION,
  format: {
    describe: 'Text for Mermaid, or a picture (drawn by a browser that is installed)',
    choices: ['mermaid', 'svg'],
    default: 'mermaid',
    requiresArg: true,
  },
  output: {
    alias: 'o',
    describe: 'File to write to',
    type: 'string',
    requiresArg: true,
    defaultDescription: 'stdout',
  },
  variables: {
    describe: 'File for the table of the names in paths and their values',
    type: 'string',
    requiresArg: true,
  },
} as const satisfies Record<string, Options>;

/** What `requestshook diagram` was asked for. */
export interface DiagramFlags {
  readonly LOG?: string | undefined;
  readonly config?: string | undefined;
  readonly rawPaths?: boolean | undefined;
  readonly query?: boolean | undefined;
  readonly nested?: boolean | undefined;
  readonly fold?: boolean | undefined;
  readonly split?: boolean | undefined;
  readonly lang: Lang;
  readonly format: 'mermaid' | 'svg';
  readonly output?: string | undefined;
  readonly variables?: string | undefined;
}
