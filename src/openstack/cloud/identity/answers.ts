import { STATUS_CODES } from 'node:http';
import type { Answer } from '../answer.js';
import { newRequestId } from '../ids.js';
import { asciiJson, type Json, pythonJson } from '../python-json.js';
import type { Refusal } from '../refusal.js';

/** An answer in Keystone's way: uWSGI's capitals in the status line, Flask's order of headers. */
export function jsonAnswer(status: number, body: Json, headers: readonly string[] = []): Answer {
  return answer(status, 'application/json', pythonJson(body), headers);
}

/** 204 NO CONTENT */
export function noContent(): Answer {
  return { status: 204, reason: 'NO CONTENT', headers: tail(), body: null };
}

/** A refusal as Keystone's `error` object; a 401 says where to authenticate. */
export function errorAnswer(refusal: Refusal, identityUrl: string): Answer {
  const { status } = refusal;
  const error = { code: status, ...refusal.members, message: refusal.message, title: title(status) };
  const challenge = status === 401 ? ['WWW-Authenticate', `Keystone uri="${identityUrl}/v3"`] : [];
  return answer(status, 'application/json', `${asciiJson({ error })}\n`, challenge);
}

/** What Flask says where Keystone has nothing at all. */
export function noSuchPage(): Answer {
  return htmlAnswer(
    404,
    'The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.',
  );
}

/** What a resource of Keystone's says to a method that it does not know; Flask itself answers in HTML. */
export function methodNotAllowed(allow: string, html: boolean): Answer {
  const message = 'The method is not allowed for the requested URL.';
  return html
    ? htmlAnswer(405, message, ['Allow', allow])
    : answer(405, 'application/json', `${pythonJson({ message })}\n`, ['Allow', allow]);
}

/** What Apache, in front of Keystone's uWSGI, says to a chunked body. */
export function lengthRequired(): Answer {
  const body = `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">
<html><head>
<title>411 Length Required</title>
</head><body>
<h1>Length Required</h1>
<p>A request of the requested method POST requires a valid Content-length.<br />
</p>
</body></html>
`;
  const headers = ['Content-Length', String(body.length), 'Content-Type', 'text/html; charset=iso-8859-1'];
  return { status: 411, reason: 'Length Required', headers, body };
}

/** Flask's own pages; it sets the length last. */
function htmlAnswer(status: number, message: string, headers: readonly string[] = []): Answer {
  const heading = title(status);
  const body = `<!doctype html>\n<html lang=en>\n<title>${status} ${heading}</title>\n<h1>${heading}</h1>\n<p>${message}</p>\n`;
  const lines = [
    'Content-Type',
    'text/html; charset=utf-8',
    ...headers,
    'Content-Length',
    String(body.length),
  ];
  return { status, reason: heading.toUpperCase(), headers: [...lines, ...tail()], body };
}

function answer(status: number, type: string, body: string, headers: readonly string[]): Answer {
  const first = ['Content-Type', type, 'Content-Length', String(Buffer.byteLength(body))];
  return {
    status,
    reason: title(status).toUpperCase(),
    headers: [...first, ...headers, ...tail()],
    body,
  };
}

const title = (status: number) =>
  status === 413 ? 'Request Entity Too Large' : (STATUS_CODES[status] ?? '');

const tail = () => ['Vary', 'X-Auth-Token', 'x-openstack-request-id', newRequestId()];
