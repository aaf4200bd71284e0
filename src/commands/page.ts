import { readFileSync } from 'node:fs';
import { readText } from '../config/read-text.js';
import { UsageError } from '../exchange/errors.js';
import { shellWords } from '../formats/page-command.js';
import { shownEnvironment } from '../formats/page-launch.js';
import { readMessages } from '../trace/open.js';
import type { PageFlags } from './page-options.js';
import { snippetFolder } from './page-place.js';
import { writePage } from './page-writer.js';
import { ProblemReport, traceFile } from './trace-file.js';

/** `requestshook page`: the four files of a page about a traced command. */
export async function pageCommand(flags: PageFlags): Promise<number> {
  const command = shellWords(flags.command);
  if (command === null) throw new UsageError(`--command: a quote is not closed in ${flags.command}`);
  if (command.length === 0)
    throw new UsageError('--command: expected the command that was traced, got nothing');
  const output =
    flags.output === undefined
      ? null
      : readText(flags.output, "the file with the command's output", (path) => readFileSync(path, 'utf8'));
  const file = await traceFile({ ...flags });
  const problems = new ProblemReport();
  const { env } = process;
  await writePage(
    {
      dir: flags.outputDir,
      folder: snippetFolder(flags.outputDir, flags.base),
      command,
      output,
      status: null,
      environment: env.OS_AUTH_URL || env.OS_CLOUD ? shownEnvironment(env) : {},
      log: flags.LOG ?? file,
      lang: flags.lang,
    },
    readMessages(file, { onProblem: problems.add }),
  );
  problems.end();
  return 0;
}
