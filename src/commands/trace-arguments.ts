import type { Options } from 'yargs';
import type { Flags } from '../config/flags.js';
import { loadSettings } from '../config/load.js';
import { terminalText } from '../formats/terminal.js';
import { locateConfigured, locateTrace } from '../trace/locate.js';
import { problemText, type TraceProblem } from '../trace/problem.js';

/** The argument of every command that reads a trace. */
export const LOG_ARGUMENT = {
  describe: 'A requests.log, a journal, or a folder with either, gzipped or not; - is standard input',
  type: 'string',
  defaultDescription: 'the configured one',
} as const satisfies Options;

/** Where the configured trace is looked for. */
export const CONFIG_OPTION = {
  describe: 'YAML (or JSON) file with settings, which name the trace where no LOG is given',
  type: 'string',
  requiresArg: true,
} as const satisfies Options;

/** The file to read: the LOG of the command line, or the one that the settings lead to. Throws a TraceError or ConfigError. */
export function traceFile(flags: Flags): string {
  const { LOG } = flags;
  if (typeof LOG === 'string') return locateTrace(LOG);
  return locateConfigured(loadSettings({ flags: { config: flags.config }, env: process.env }));
}

/** Problems that are told one by one. */
const MOST_TOLD = 10;

/** Tells on stderr what could not be read of a trace: the first few things, and how many more. */
export class ProblemReport {
  #count = 0;

  readonly add = (problem: TraceProblem): void => {
    this.#count++;
    if (this.#count <= MOST_TOLD) this.#tell(problemText(problem));
  };

  /** There is no more. */
  end(): void {
    const more = this.#count - MOST_TOLD;
    if (more > 0) this.#tell(`${more} more places could not be read`);
  }

  #tell(text: string): void {
    process.stderr.write(`requestshook: ${terminalText(text)}\n`);
  }
}
