import type { Variable } from '../openstack/variables.js';
import type { Lang } from './diagram-words.js';
import { codeSpan, fencedBlock, headingText } from './document-text.js';
import { commandName, hiddenArguments, shellCommand } from './page-command.js';
import { launchJson } from './page-launch.js';
import type { PageStep } from './page-steps.js';
import { PAGE_WORDS, type PageWords } from './page-words.js';
import { renderVariables } from './variables.js';

/** What a page tells, beside the three files that it includes. */
export interface PageFacts {
  /** The command and its arguments. */
  readonly command: readonly string[];
  /** What it wrote on stdout, as `shownOutput` gives it; null: not known. */
  readonly output: string | null;
  /** Its exit status, null: not known. */
  readonly status: number | null;
  /** As `shownEnvironment` gives it. */
  readonly environment: Readonly<Record<string, string>>;
  /** The page's folder, as snippets name it: `openstack/image/list`. */
  readonly folder: string;
  /** Path of the log, for people. */
  readonly log: string;
  readonly variables: readonly Variable[];
  readonly steps: readonly PageStep[];
  /** What diagram.md holds: lines, whole diagrams in fences, or nothing. */
  readonly diagram: 'lines' | 'fenced' | 'none';
  /** Backticks that a fence around the log needs. */
  readonly logFence: number;
}

/** `index.md` of a page (format.md, section 4). */
export function renderPage(facts: PageFacts, lang: Lang): string {
  const words = PAGE_WORDS[lang];
  const { title, url } = commandName(facts.command);
  const command = shellCommand(hiddenArguments(facts.command));
  const isOpenstack = title.startsWith('openstack ');
  return [
    `# ${headingText(title)}`,
    '',
    words.intro(headingText(title)),
    '',
    ...(url === null ? [] : [`!!! reference "${words.reference}"`, `    [${title}](${url})`, '']),
    ...fencedBlock('console', 'Console', `$ ${command}`),
    '',
    '??? note ".vscode/launch.json"',
    ...within(
      fencedBlock('json', '.vscode/launch.json', launchJson(title, facts.command, facts.environment)),
    ),
    '',
    '## Sequence Diagram',
    '',
    ...diagram(facts, words, headingText(title)),
    '## Request / Response',
    '',
    `??? warning "${words.headersTitle}"`,
    `    ${words.headers}`,
    '',
    snippet(facts, 'body.md'),
    '',
    isOpenstack ? '## Openstack CLI Command & Output' : '## Command & Output',
    '',
    `??? example "${blockTitle(command)}"`,
    ...within(consoleBlock(command, facts, words)),
    '',
    '## Full Log',
    '',
    `??? quote "${blockTitle(facts.log)}"`,
    ...within(logBlock(facts)),
    '',
  ].join('\n');
}

const within = (lines: readonly string[]) => lines.map((line) => (line === '' ? '' : `    ${line}`));

const snippet = ({ folder }: PageFacts, file: string) =>
  `--8<-- "${folder === '' ? file : `${folder}/${file}`}"`;

/** Text as the title of a block, which ends at a quote. */
const blockTitle = (text: string) => headingText(text).replaceAll('"', '&quot;');

function diagram(facts: PageFacts, words: PageWords, title: string): string[] {
  if (facts.diagram === 'none') return [words.noCalls, ''];
  const include = snippet(facts, 'diagram.md');
  const table = renderVariables(facts.variables).split('\n').filter(Boolean);
  return [
    words.sequence(title),
    '',
    ...(facts.diagram === 'fenced'
      ? [include]
      : ['``` mermaid', 'sequenceDiagram', '    autonumber', `    ${include}`, '```']),
    '',
    ...(table.length === 0 ? [] : [...table, '']),
    words.steps,
    '',
    ...facts.steps.map((step) => stepLine(step, words)),
    '',
  ];
}

function stepLine(step: PageStep, words: PageWords): string {
  const what =
    step.kind === 'authentication'
      ? words.authentication
      : step.title === null
        ? codeSpan(step.call)
        : headingText(step.title);
  const notes = [
    ...(step.count > 1 ? [words.times(step.count)] : []),
    ...(step.problem === null ? [words.noAnswer] : step.problem === '' ? [] : [codeSpan(step.problem)]),
  ];
  const numbers = step.first === step.last ? `(${step.first})` : `(${step.first}-${step.last})`;
  const ends = `${codeSpan(step.from)} → ${codeSpan(step.service)}`;
  return `- ${[`${ends}: ${what}`, ...notes].join(', ')} \`${numbers}\``;
}

/** The command in a terminal, and what it wrote there. */
function consoleBlock(command: string, { output, status }: PageFacts, words: PageWords): string[] {
  const wrote = output === null ? '' : output === '' ? '\n$' : `\n${output}`;
  const block = fencedBlock('console', 'Console Output', `$ ${command}${wrote}`);
  if (output === '') block.push(words.noOutput);
  if (status !== null && status !== 0) block.push('', words.status(status));
  return block;
}

function logBlock(facts: PageFacts): string[] {
  const fence = '`'.repeat(Math.max(3, facts.logFence));
  return [`${fence} text title="" linenums="1"`, snippet(facts, 'log.md'), fence];
}
