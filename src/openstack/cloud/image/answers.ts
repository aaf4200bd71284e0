import { STATUS_CODES } from 'node:http';
import type { Answer } from '../answer.js';
import { newRequestId } from '../ids.js';
import { type Json, pythonJson } from '../python-json.js';
import type { Refusal } from '../refusal.js';

/** JSON in Glance's usual order of headers: the length first. */
export function jsonAnswer(status: number, body: Json, headers: readonly string[] = []): Answer {
  const text = pythonJson(body);
  const length = String(Buffer.byteLength(text));
  const first = ['Content-Length', length, 'Content-Type', 'application/json'];
  return { status, reason: reason(status), headers: [...first, ...headers, ...requestId()], body: text };
}

/** JSON where Glance sets the type first: schemas and what it says of itself. */
export function documentAnswer(body: Json): Answer {
  const text = pythonJson(body);
  return { status: 200, reason: 'OK', headers: [...documentHeaders(text), ...requestId()], body: text };
}

/** The version documents: they do not pass through the filters that give a request its id. */
export function versionsAnswer(status: 200 | 300, body: Json): Answer {
  const text = pythonJson(body);
  return { status, reason: reason(status), headers: documentHeaders(text), body: text };
}

/** 204; most operations leave webob's default type in it (`typed`). */
export function noContent(typed: boolean): Answer {
  const type = typed ? ['Content-Type', 'text/html; charset=UTF-8'] : [];
  return { status: 204, reason: 'No Content', headers: [...type, ...requestId()], body: null };
}

/** A refusal in the form that the caller accepts: HTML, JSON or plain text. */
export function errorAnswer(refusal: Refusal, accept: string): Answer {
  const { type, body } = webobError(refusal, accept);
  const length = String(Buffer.byteLength(body));
  const headers = [...refusal.headers, 'Content-Length', length, 'Content-Type', type, ...requestId()];
  return { status: refusal.status, reason: reason(refusal.status), headers, body };
}

/** 401, from keystonemiddleware, which stands before the filter that gives a request its id. */
export function unauthorized(accept: string, authUrl: string): Answer {
  const explanation =
    'This server could not verify that you are authorized to access the document you requested. Either you supplied the wrong credentials (e.g., bad password), or your browser does not understand how to supply the credentials required.';
  return unidentified(401, explanation, accept, ['WWW-Authenticate', `Keystone uri="${authUrl}"`]);
}

/** 503, from keystonemiddleware, when it cannot ask Keystone. */
export function keystoneUnavailable(accept: string): Answer {
  return unidentified(503, 'The Keystone service is temporarily unavailable.', accept, []);
}

function unidentified(status: number, message: string, accept: string, more: readonly string[]): Answer {
  const { type, body } = webobError({ status, message, detail: '' }, accept);
  const headers = ['Content-Length', String(Buffer.byteLength(body)), 'Content-Type', type, ...more];
  return { status, reason: reason(status), headers, body };
}

/** An error as webob 1.8 renders it (`WSGIHTTPException.generate_response`), blanks and all. */
function webobError(
  { status, message, detail }: Pick<Refusal, 'status' | 'message' | 'detail'>,
  accept: string,
): { type: string; body: string } {
  const line = `${status} ${reason(status)}`;
  const last = status === 405 || status === 415 ? '' : '\n\n';
  const text = (quoted: (value: string) => string) =>
    `${quoted(message)}<br /><br />\n${quoted(detail)}${last}`;
  switch (preferred(accept)) {
    case 'html':
      return {
        type: 'text/html; charset=UTF-8',
        body: `<html>\n <head>\n  <title>${line}</title>\n </head>\n <body>\n  <h1>${line}</h1>\n  ${text(escapeHtml)}\n </body>\n</html>`,
      };
    case 'json':
      return {
        type: 'application/json',
        body: pythonJson({ message: text(String), code: line, title: reason(status) }),
      };
    case 'plain':
      return {
        type: 'text/plain; charset=UTF-8',
        body: `${line}\n\n${text(String).replaceAll('\n', ' ').replaceAll('<br />', '\n')}`,
      };
  }
}

/** webob's offers are HTML, then JSON; a caller that accepts neither gets plain text. */
function preferred(accept: string): 'html' | 'json' | 'plain' {
  const ranges = accept.split(',').map((range) => range.trim().split(';')[0]?.toLowerCase());
  const takes = (...types: string[]) => types.some((type) => ranges.includes(type));
  if (takes('text/html', 'text/*', '*/*')) return 'html';
  return takes('application/json', 'application/*') ? 'json' : 'plain';
}

function escapeHtml(value: string): string {
  const entities: { readonly [character: string]: string } = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#x27;',
  };
  return value.replace(/[&<>"']/g, (character) => entities[character] as string);
}

function reason(status: number): string {
  return status === 416 ? 'Request Range Not Satisfiable' : (STATUS_CODES[status] ?? '');
}

const documentHeaders = (text: string) => [
  'Content-Type',
  'application/json',
  'Content-Length',
  String(Buffer.byteLength(text)),
];

const requestId = () => ['x-openstack-request-id', newRequestId()];
