import { shownBody } from '../../formats/body.js';
import { groupMessages } from '../../formats/diagram-blocks.js';
import { headOf, type NumberedMessage, placeMessages } from '../../formats/diagram-calls.js';
import { fencedDiagrams, renderItems } from '../../formats/diagram-render.js';
import { READABLE, splitItems } from '../../formats/diagram-split.js';
import { documentSection } from '../../formats/document.js';
import { renderMessage } from '../../formats/log.js';
import { renderPage } from '../../formats/page.js';
import { authenticationEnvironment } from '../../formats/page-launch.js';
import { longestBackticks, withoutScissors } from '../../formats/page-log.js';
import { operationTitle, pageSteps } from '../../formats/page-steps.js';
import { VariableNames } from '../../openstack/variables.js';
import { isRequest, type TraceMessage } from '../../trace/message.js';
import type { TarFile } from './tar.js';

/** How the page's files name their folder. */
const FOLDER = 'page';

/**
 * The four files of a page about some calls (format.md, section 4). Nobody says here with what command they were made;
 * the name of the first caller stands for it. Everything is in memory: `messages` are few.
 */
export function pageFiles(messages: readonly TraceMessage[], log: string): TarFile[] {
  const heads: NumberedMessage[] = [];
  const titles = new Map<number, string>();
  let environment: Record<string, string> = {};
  let body = '';
  let entries = '';
  for (const traced of messages) {
    const { message } = traced;
    const shown = shownBody(message.body);
    const parent = isRequest(traced) ? (traced.facts?.parent ?? null) : null;
    const place = heads.push(headOf(isRequest(traced) ? { ...traced.message, parent } : traced.message));
    body += documentSection(place, { ...message, body: shown }, { lang: 'en' });
    entries += withoutScissors(renderMessage(message, shown));
    if (message.kind !== 'request') continue;
    const title = operationTitle({ ...message, body: shown.text });
    if (title !== null) titles.set(place, title);
    if (Object.keys(environment).length === 0 && message.method === 'POST')
      environment = authenticationEnvironment(message.url, shown.text);
  }
  const names = new VariableNames();
  const placed = placeMessages(heads, { names });
  const items = groupMessages(placed, { fold: true });
  const isLong = placed.length > READABLE;
  const lang = 'en';
  const diagram = isLong
    ? fencedDiagrams(
        splitItems(items).map((part) => ({ lines: renderItems(part.items, { lang }), first: part.first })),
      )
    : renderItems(items, { lang })
        .map((line) => `${line}\n`)
        .join('');
  const index = renderPage(
    {
      folder: FOLDER,
      command: [heads[0]?.from ?? 'requestshook'],
      output: null,
      status: null,
      environment,
      log,
      variables: names.table(),
      steps: pageSteps(placed, titles),
      diagram: placed.length === 0 ? 'none' : isLong ? 'fenced' : 'lines',
      logFence: longestBackticks(entries) + 1,
    },
    lang,
  );
  return [
    { name: `${FOLDER}/index.md`, text: index },
    { name: `${FOLDER}/diagram.md`, text: diagram },
    { name: `${FOLDER}/body.md`, text: body },
    { name: `${FOLDER}/log.md`, text: entries },
  ];
}
