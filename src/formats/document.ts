import type { HeaderLines } from '../exchange/headers.js';
import { chooseOperation } from '../openstack/operations-choice.js';
import { serviceTypeAt } from '../openstack/services.js';
import { type DiagramMessage, splitUrl } from './diagram.js';
import { codeSpan, headingText, indentedBlock, indentedBlockParts } from './document-text.js';

/** What a section of body.md shows of a message. */
export type DocumentMessage = DiagramMessage & {
  readonly headers: HeaderLines;
  /** As in the log: JSON indented, bytes as Python prints them; null: none. `json`: whether it is JSON. */
  readonly body: { readonly text: string | null; readonly json: boolean };
  /** The text of the request's body, by which an API reference is chosen; default: the body shown. */
  readonly requestBody?: string | null;
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
  return documentParts(number, message, options).join('');
}

/** The same in parts, of which the body is one by itself: long strings are dear to join. */
export function documentParts(number: number, message: DocumentMessage, options: DocumentOptions): string[] {
  const { path, query } = splitUrl(message.url);
  const subject =
    message.kind === 'request'
      ? message.method
      : [message.status, message.reason].filter((part) => part !== '').join(' ');
  const title = `${subject} ${path}`;
  const arrow = message.kind === 'request' ? '-->' : '<--';
  let headers = '';
  for (let i = 0; i + 1 < message.headers.length; i += 2)
    headers += `${i === 0 ? '' : '\n'}${message.headers[i]}: ${message.headers[i + 1]}`;
  const { text, json } = message.body;
  const before = [
    '',
    `### (${number}) ${headingText(options.query ? title + query : title)}`,
    `${codeSpan(message.from)} ${arrow} ${codeSpan(message.service)}`,
    '',
    ...reference(message, path + query, options),
    '=== "Header"',
    indentedBlock('http', title, headers, INDENT),
    '',
    '=== "Body"',
    '',
  ].join('\n');
  const language = json || text === null || isBytes(text) ? 'json' : 'text';
  return [before, ...indentedBlockParts(language, title, text ?? 'none', INDENT, json), '\n\n'];
}

// The captures have `json` there too: their author's tool knew no other language.
const isBytes = (text: string) => /^b(['"]).*\1\.\.\.$/.test(text);

const INDENT = '    ';

/** The lines that name the documented operation; none for a response, or where not exactly one fits. */
function reference(message: DocumentMessage, target: string, { lang }: DocumentOptions): string[] {
  if (message.kind === 'response') return [];
  const type = serviceTypeAt(message.service, target);
  const body = message.requestBody === undefined ? message.body.text : message.requestBody;
  const operation = type === null ? null : chooseOperation(type, message.method, target, body);
  if (!operation) return [];
  // As documented: a HEAD is described with its GET.
  const method = operation.method === 'METHOD' ? message.method : operation.method;
  const call = `${method} ${operation.path}`;
  return [
    `!!! reference "${REFERENCE[lang]} - ${operation.title}"`,
    `    ${operation.url === null ? call : `[${call}](${operation.url})`}`,
    '',
  ];
}
