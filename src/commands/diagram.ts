import { parse } from 'node:path';
import { PictureError, UsageError } from '../exchange/errors.js';
import { type DiagramOptions, diagramLine } from '../formats/diagram.js';
import { groupMessages } from '../formats/diagram-blocks.js';
import { headOf, type NumberedMessage, placeMessages } from '../formats/diagram-calls.js';
import { type DiagramText, fencedDiagrams, renderItems, wholeDiagram } from '../formats/diagram-render.js';
import { splitItems } from '../formats/diagram-split.js';
import { renderVariables } from '../formats/variables.js';
import { VariableNames } from '../openstack/variables.js';
import { readMessages } from '../trace/open.js';
import type { DiagramFlags } from './diagram-options.js';
import { drawDiagrams } from './draw.js';
import { numbered } from './numbered.js';
import { Output } from './output.js';
import { writeResult } from './result.js';
import { ProblemReport, traceFile } from './trace-file.js';

/** `requestshook diagram`: a trace as lines for Mermaid, as whole diagrams in Markdown, or as pictures. */
export async function diagramCommand(flags: DiagramFlags): Promise<number> {
  const names = flags.rawPaths ? null : new VariableNames();
  const options: DiagramOptions = { names, query: flags.query ?? false };
  const messages = messagesOf(await traceFile({ ...flags }));
  if (flags.format === 'svg') await draw(flags, await diagramTexts(flags, messages, options));
  else await write(flags, mermaidTexts(flags, messages, options));
  if (flags.variables !== undefined) {
    await writeResult(flags.variables, [renderVariables(names?.table() ?? [])]);
  }
  return 0;
}

async function write({ output }: DiagramFlags, texts: AsyncIterable<string>): Promise<void> {
  if (output !== undefined) return writeResult(output, texts);
  const printed = new Output();
  for await (const text of texts) await printed.write(text);
  await printed.flush();
}

async function* messagesOf(file: string): AsyncGenerator<NumberedMessage> {
  const problems = new ProblemReport();
  for await (const traced of readMessages(file, { bodies: false, onProblem: problems.add })) {
    yield numbered(traced);
  }
  problems.end();
}

async function* mermaidTexts(
  flags: DiagramFlags,
  messages: AsyncIterable<NumberedMessage>,
  options: DiagramOptions,
): AsyncGenerator<string> {
  if (flags.split) {
    yield fencedDiagrams(await diagramTexts(flags, messages, options));
    const table = renderVariables(options.names?.table() ?? []);
    if (table !== '') yield `\n${table}`;
  } else if (flags.nested || flags.fold) {
    for (const { lines } of await diagramTexts(flags, messages, options)) {
      for (const line of lines) yield `${line}\n`;
    }
  } else {
    // Line by line, as the trace is read: it may be of any length.
    for await (const message of messages) yield `${diagramLine(message, options)}\n`;
  }
}

/** The whole trace as one diagram, or as its parts. */
async function diagramTexts(
  { nested = false, fold = false, split, lang }: DiagramFlags,
  messages: AsyncIterable<NumberedMessage>,
  options: DiagramOptions,
): Promise<DiagramText[]> {
  const heads: NumberedMessage[] = [];
  for await (const message of messages) heads.push(headOf(message));
  const items = groupMessages(placeMessages(heads, options), { fold, loops: nested });
  const parts = split ? splitItems(items) : [{ items, first: 1 }];
  return parts.map(({ items: part, first }) => ({ lines: renderItems(part, { lang, bars: nested }), first }));
}

/** Pictures of diagrams; more than one into files beside the one that was named: F-1.svg, F-2.svg, ... */
async function draw({ output, split }: DiagramFlags, diagrams: readonly DiagramText[]): Promise<void> {
  if (split && output === undefined) {
    throw new UsageError('--split with --format svg makes several files: name them with -o FILE.svg');
  }
  if (!diagrams.some(({ lines }) => lines.length > 0)) {
    throw new PictureError('there is nothing to draw: the trace holds no message');
  }
  const pictures = await drawDiagrams(diagrams.map(wholeDiagram));
  if (output === undefined) return new Output().bytes(pictures.join(''));
  const { dir, name, ext } = parse(output);
  for (const [i, picture] of pictures.entries()) {
    const file = pictures.length === 1 ? output : `${dir === '' ? '' : `${dir}/`}${name}-${i + 1}${ext}`;
    await writeResult(file, [picture]);
  }
}
