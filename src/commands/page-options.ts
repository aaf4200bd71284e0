import type { Options } from 'yargs';
import type { Lang } from '../formats/diagram-words.js';
import { LANG_OPTION } from './diagram-options.js';
import { CONFIG_OPTION } from './log-argument.js';

const BASE_OPTION = {
  describe: "Folder that the page's snippets are named from (base_path of pymdownx.snippets)",
  type: 'string',
  requiresArg: true,
  defaultDescription: 'as the nearest mkdocs.yml says',
} as const satisfies Options;

/** The options of `requestshook page`. */
export const PAGE_OPTIONS = {
  command: {
    describe: 'The command that was traced, as it was typed',
    type: 'string',
    requiresArg: true,
    demandOption: true,
  },
  output: { describe: 'File with what the command wrote', type: 'string', requiresArg: true },
  'output-dir': {
    alias: 'o',
    describe: 'Folder of the page; its four files are written anew',
    type: 'string',
    requiresArg: true,
    demandOption: true,
  },
  base: BASE_OPTION,
  lang: LANG_OPTION,
  config: CONFIG_OPTION,
} as const satisfies Record<string, Options>;

/** What `requestshook page` was asked for. */
export interface PageFlags {
  readonly LOG?: string | undefined;
  readonly command: string;
  readonly output?: string | undefined;
  readonly outputDir: string;
  readonly base?: string | undefined;
  readonly lang: Lang;
}

/** The options of `requestshook run` that are about its page. */
export const RUN_PAGE_OPTIONS = {
  page: {
    describe: 'Folder for a page about the run, for MkDocs; its four files are written anew',
    type: 'string',
    requiresArg: true,
  },
  base: { ...BASE_OPTION, implies: 'page' },
  lang: LANG_OPTION,
} as const satisfies Record<string, Options>;
