import { join } from 'node:path';
import { cover } from '../exchange/secrets.js';
import { shownBody } from '../formats/body.js';
import { groupMessages } from '../formats/diagram-blocks.js';
import { headOf, type NumberedMessage, placeMessages } from '../formats/diagram-calls.js';
import { fencedDiagrams, renderItems } from '../formats/diagram-render.js';
import { READABLE, splitItems } from '../formats/diagram-split.js';
import type { Lang } from '../formats/diagram-words.js';
import { documentSection } from '../formats/document.js';
import { renderMessage } from '../formats/log.js';
import { renderPage } from '../formats/page.js';
import { authenticationEnvironment } from '../formats/page-launch.js';
import { longestBackticks, withoutScissors } from '../formats/page-log.js';
import { hiddenTokens, shownOutput } from '../formats/page-output.js';
import { operationTitle, pageSteps } from '../formats/page-steps.js';
import { VariableNames } from '../openstack/variables.js';
import type { TraceMessage } from '../trace/message.js';
import { numbered } from './numbered.js';
import { ResultFile, writeResult } from './result.js';

/** A page that is to be written. */
export interface PageRequest {
  readonly dir: string;
  /** How snippets name `dir`. */
  readonly folder: string;
  readonly command: readonly string[];
  /** What the command wrote on stdout, null: not known. */
  readonly output: string | null;
  /** Exit status of the command, null: not known. */
  readonly status: number | null;
  /** `OS_*`, secrets hidden; empty: as the trace tells it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Path of the log, for the page's readers. */
  readonly log: string;
  readonly lang: Lang;
}

/**
 * Writes `index.md`, `diagram.md`, `body.md` and `log.md` of a page anew. The last two are written as the messages
 * come. Throws an OutputError.
 */
export async function writePage(page: PageRequest, messages: AsyncIterable<TraceMessage>): Promise<void> {
  const { dir, lang } = page;
  const read = await writeMessages(page, messages);
  const names = new VariableNames();
  const placed = placeMessages(read.heads, { names });
  const items = groupMessages(placed, { fold: true });
  const isLong = placed.length > READABLE;
  const diagram = isLong
    ? fencedDiagrams(
        splitItems(items).map((part) => ({ lines: renderItems(part.items, { lang }), first: part.first })),
      )
    : renderItems(items, { lang })
        .map((line) => `${line}\n`)
        .join('');
  await writeResult(join(dir, 'diagram.md'), [diagram]);

  // A token in an argument or in what the command wrote is hidden where the trace hides it.
  const isHidden = (word: string) => read.tokens.has(cover('token', word));
  const index = renderPage(
    {
      ...page,
      command: page.command.map((word) => (isHidden(word) ? '***' : word)),
      output: page.output === null ? null : shownOutput(page.output, read.tokens),
      environment: Object.keys(page.environment).length > 0 ? page.environment : read.environment,
      variables: names.table(),
      steps: pageSteps(placed, read.titles),
      diagram: placed.length === 0 ? 'none' : isLong ? 'fenced' : 'lines',
      logFence: read.backticks + 1,
    },
    lang,
  );
  await writeResult(join(dir, 'index.md'), [index]);
}

/** What is kept of the messages of a page. */
interface ReadMessages {
  readonly heads: NumberedMessage[];
  /** Titles of the documented operations, by the place of the request. */
  readonly titles: Map<number, string>;
  /** Digests of the tokens that the trace hides. */
  readonly tokens: Set<string>;
  /** Of the first authentication. */
  environment: Record<string, string>;
  /** The longest run in the log. */
  backticks: number;
}

async function writeMessages(
  { dir, lang }: PageRequest,
  messages: AsyncIterable<TraceMessage>,
): Promise<ReadMessages> {
  const read: ReadMessages = {
    heads: [],
    titles: new Map(),
    tokens: new Set(),
    environment: {},
    backticks: 0,
  };
  const files = [await ResultFile.open(join(dir, 'body.md')), await ResultFile.open(join(dir, 'log.md'))];
  const [bodyFile, logFile] = files as [ResultFile, ResultFile];
  try {
    for await (const traced of messages) {
      const { message } = traced;
      const shown = shownBody(message.body);
      const place = read.heads.push(headOf(numbered(traced)));
      const log = renderMessage(message, shown);
      read.backticks = Math.max(read.backticks, longestBackticks(log));
      for (const token of hiddenTokens(log)) read.tokens.add(token);
      if (message.kind === 'request') learnRequest(read, place, message, shown.text);
      await bodyFile.write(documentSection(place, { ...message, body: shown }, { lang }));
      await logFile.write(withoutScissors(log));
    }
  } finally {
    for (const file of files) await file.close();
  }
  return read;
}

function learnRequest(
  read: ReadMessages,
  place: number,
  request: { readonly service: string; readonly method: string; readonly url: string },
  body: string | null,
): void {
  const title = operationTitle({ ...request, body });
  if (title !== null) read.titles.set(place, title);
  if (Object.keys(read.environment).length === 0 && request.method === 'POST') {
    read.environment = authenticationEnvironment(request.url, body);
  }
}
