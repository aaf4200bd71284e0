import type { RequestMessage, ResponseMessage } from '../exchange/message.js';
import { remembering } from '../exchange/remembering.js';
import type { VariableNames } from '../openstack/variables.js';
import { messageText, participantName } from './diagram-text.js';

type Ends = 'kind' | 'from' | 'service' | 'method' | 'url';

/** What a diagram shows of a message; every `Message` is one. */
export type DiagramMessage = Pick<RequestMessage, Ends> | Pick<ResponseMessage, Ends | 'status' | 'reason'>;

/** How paths are shown. */
export interface DiagramOptions {
  /** Names for the identifiers in paths; they live as long as the diagram. null: paths as they were. */
  readonly names: VariableNames | null;
  /** Show the query as well. */
  readonly query?: boolean;
}

/** Path and query (with its `?`, or ``) of an absolute URL, or of a path, byte for byte; no path is `/`. */
export const splitUrl = remembering((url: string): { readonly path: string; readonly query: string } => {
  const target = url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '');
  const end = target.indexOf('?');
  const path = end < 0 ? target : target.slice(0, end);
  return { path: path === '' ? '/' : path, query: end < 0 ? '' : target.slice(end) };
});

/** What a message is: `GET`, `200 OK`. */
export function messageSubject(message: DiagramMessage): string {
  if (message.kind === 'request') return message.method;
  return [message.status, message.reason].filter((part) => part !== '').join(' ');
}

/**
 * The line of a message in a Mermaid `sequenceDiagram`, without a line break (format.md, section 2):
 * `openstack->>keystone: GET /identity/v3/projects/{project_id}`. Valid whatever names and paths hold.
 * Give messages in the order of the trace: `options.names` remembers what it named.
 */
export function diagramLine(message: DiagramMessage, options: DiagramOptions): string {
  const { path, query } = splitUrl(message.url);
  const named = options.names?.nameIdentifiers(message.service, message.method, path) ?? path;
  const shown = options.query ? named + query : named;
  const caller = participantName(message.from);
  const callee = participantName(message.service);
  const words = `${messageSubject(message)} ${shown}`;
  if (message.kind === 'request') return `${caller}->>${callee}: ${messageText(words)}`;
  return `${callee}-->>${caller}: ${messageText(words)}`;
}
