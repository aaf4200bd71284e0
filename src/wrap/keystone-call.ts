import http from 'node:http';
import https from 'node:https';
import type { Certificate } from '../config/certificates.js';

/** How a Keystone is reached. */
export interface KeystonePlace {
  /** Of its v3 API, without a trailing slash: `http://10.0.0.5/identity/v3`. */
  readonly url: string;
  /** Certificates (PEM) of the authorities to trust; null: those that Node trusts. */
  readonly ca: string | null;
  /** Shown where Keystone asks for a certificate; null: none. */
  readonly clientCertificate: Certificate | null;
  /** Its certificate is not verified. */
  readonly insecure: boolean;
}

export interface KeystoneCall {
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** Below v3, with a leading slash: `/endpoints/3fb1...`. */
  readonly path: string;
  readonly token?: string;
  readonly body?: object;
  /** ms without a whole answer; default: 15 s. */
  readonly patience?: number;
}

export interface KeystoneReply {
  readonly status: number;
  /** By names in lower case. */
  readonly headers: http.IncomingHttpHeaders;
  /** What the body says; undefined: it is no JSON. */
  readonly json: unknown;
}

const PATIENCE = 15_000;

/**
 * One call to Keystone, on a connection of its own to the URL that is given, wherever its catalog, its links or a
 * redirect lead. Rejects with Node's error where no whole answer comes.
 */
export function callKeystone(place: KeystonePlace, call: KeystoneCall): Promise<KeystoneReply> {
  const url = new URL(place.url + call.path);
  const text = call.body === undefined ? '' : JSON.stringify(call.body);
  return new Promise((resolve, reject) => {
    const { patience = PATIENCE } = call;
    const limit = AbortSignal.timeout(patience);
    const fail = (error: Error) =>
      reject(limit.aborted ? new Error(`no answer within ${patience / 1000} s`) : error);
    const outgoing = (url.protocol === 'https:' ? https : http).request(url, {
      method: call.method,
      agent: false,
      signal: limit,
      rejectUnauthorized: !place.insecure,
      ...(place.ca === null ? {} : { ca: place.ca }),
      ...place.clientCertificate,
      headers: {
        Accept: 'application/json',
        'User-Agent': 'requestshook',
        ...(call.token === undefined ? {} : { 'X-Auth-Token': call.token }),
        ...(text === ''
          ? {}
          : { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) }),
      },
    });
    outgoing.on('error', fail);
    outgoing.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', fail);
      response.on('end', () => {
        const { statusCode: status = 0, headers } = response;
        resolve({ status, headers, json: parse(Buffer.concat(chunks).toString()) });
      });
    });
    outgoing.end(text);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
