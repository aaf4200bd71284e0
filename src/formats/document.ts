import type { HeaderLines } from '../exchange/headers.js';
import { chooseOperation } from '../openstack/operations-choice.js';
import { serviceTypeAt } from '../openstack/services.js';
import { type DiagramMessage, messageSubject, splitUrl } from './diagram.js';
import { blockOpening, codeSpan, headingText, indentedBlock } from './document-text.js';

/** What a section of body.md shows of a message beside its body. */
export type MessageToShow = DiagramMessage & { readonly headers: HeaderLines };

/** What a section of body.md shows of a message. */
export type DocumentMessage = MessageToShow & {
  /** As in the log: JSON indented, bytes as Python prints them; null: none. `json`: whether it is JSON. */
  readonly body: { readonly text: string | null; readonly json: boolean };
};

export interface DocumentOptions {
  readonly lang: 'en' | 'ko';
  /** Show the query in headings. */
  readonly query?: boolean;
}

const REFERENCE = { en: 'API reference', ko: 'API 참조' } as const;

/**
 * The section of a message in body.md (format.md, section 3), with the line break that ends it. `number`
 * is that of the message in the diagram (autonumber): 1, 2, 3, ...
 */
export function documentSection(number: number, message: DocumentMessage, options: DocumentOptions): string {
  const { text, json } = message.body;
  const language = json || text === null || isBytes(text) ? 'json' : 'text';
  const block = indentedBlock(language, messageTitle(message), text ?? 'none', INDENT, json);
  return `${sectionHead(number, message, text, options)}${block}${SECTION_END}`;
}

/** What of a section stands in front of the lines of its body and behind them: plain JSON, each line of it indented by four spaces. */
export function sectionAround(
  number: number,
  message: MessageToShow,
  bodyText: () => string | null,
  options: DocumentOptions,
): [before: string, after: string] {
  const opening = blockOpening('json', messageTitle(message), '```', INDENT);
  // A request's alone tells which operation it is.
  const text = message.kind === 'request' ? bodyText() : null;
  return [
    `${sectionHead(number, message, text, options)}${opening}${INDENT}`,
    `\n${INDENT}\`\`\`${SECTION_END}`,
  ];
}

const SECTION_END = '\n\n';

/** `GET /v3/projects`, `200 OK /v3/projects`: without the query. */
function messageTitle(message: MessageToShow): string {
  return `${messageSubject(message)} ${splitUrl(message.url).path}`;
}

/** A section up to the block that holds its body. */
function sectionHead(
  number: number,
  message: MessageToShow,
  bodyText: string | null,
  options: DocumentOptions,
): string {
  const { path, query } = splitUrl(message.url);
  const title = messageTitle(message);
  const arrow = message.kind === 'request' ? '-->' : '<--';
  return `
### (${number}) ${headingText(options.query ? title + query : title)}
${codeSpan(message.from)} ${arrow} ${codeSpan(message.service)}

${reference(message, path + query, bodyText, options)}=== "Header"
${headerBlock(title, message.headers)}

=== "Body"
`;
}

/** What may need a longer fence, or more than an indentation. */
const UNUSUAL = /[^\x20-\x7e]|`|-8<-/;

function headerBlock(title: string, headers: HeaderLines): string {
  let lines = blockOpening('http', title, '```', INDENT);
  for (let i = 0; i + 1 < headers.length; i += 2) {
    const line = `${headers[i]}: ${headers[i + 1]}`;
    if (UNUSUAL.test(line)) return indentedBlock('http', title, headerLines(headers), INDENT);
    lines += `${INDENT}${line}\n`;
  }
  return `${lines}${INDENT}\`\`\``;
}

function headerLines(headers: HeaderLines): string {
  const lines: string[] = [];
  for (let i = 0; i + 1 < headers.length; i += 2) lines.push(`${headers[i]}: ${headers[i + 1]}`);
  return lines.join('\n');
}

// The captures have `json` there too: their author's tool knew no other language.
const isBytes = (text: string) => /^b(['"]).*\1\.\.\.$/.test(text);

const INDENT = '    ';

/** The lines that name the documented operation; none for a response, or where not exactly one fits. */
function reference(
  message: MessageToShow,
  target: string,
  body: string | null,
  { lang }: DocumentOptions,
): string {
  if (message.kind === 'response') return '';
  const type = serviceTypeAt(message.service, target);
  const operation = type === null ? null : chooseOperation(type, message.method, target, body);
  if (!operation) return '';
  // As documented: a HEAD is described with its GET.
  const method = operation.method === 'METHOD' ? message.method : operation.method;
  const call = `${method} ${operation.path}`;
  return `!!! reference "${REFERENCE[lang]} - ${operation.title}"
    ${operation.url === null ? call : `[${call}](${operation.url})`}

`;
}
