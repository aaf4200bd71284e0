import type { Flags } from '../config/flags.js';
import { terminalText } from '../formats/terminal.js';
import { locateConfigured, locateTrace } from '../trace/locate.js';
import { problemText, type TraceProblem } from '../trace/problem.js';

/** The file to read: the LOG of the command line, or the one that the settings lead to. Throws a TraceError or ConfigError. */
export async function traceFile(flags: Flags): Promise<string> {
  const { LOG } = flags;
  if (typeof LOG === 'string') return locateTrace(LOG);
  // With all that checks settings; a trace that is named needs none of it.
  const { loadSettings } = await import('../config/load.js');
  return locateConfigured(
    loadSettings({ flags: { config: flags.config }, env: process.env, triesFiles: false }),
  );
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
