/** What the heading of an entry tells. */
export interface Heading {
  readonly kind: 'request' | 'response';
  readonly from: string;
  readonly service: string;
  readonly method: string;
  readonly url: string;
  readonly status?: number;
  readonly reason?: string;
}

const START = '### (';
const REQUEST = ') REQ >>> (';
const RESPONSE = ') RESP <<< (';
const SUBJECT = ') : ';

const NO_HEADING = 'is no heading "### (caller) REQ >>> (service) : ..." or "RESP <<<"';

/** Names hold no parentheses, so that a heading can be read in one way only. */
function isName(text: string): boolean {
  return !text.includes('(') && !text.includes(')');
}

/** The number that three digits and a space stand for, or -1. */
function readStatus(line: string, at: number): number {
  let status = 0;
  for (let i = at; i < at + 3; i++) {
    const digit = line.charCodeAt(i) - 0x30;
    if (!(digit >= 0 && digit <= 9)) return -1;
    status = 10 * status + digit;
  }
  return line[at + 3] === ' ' ? status : -1;
}

/** The heading in a line; a string says why it is none. */
export function readHeading(line: string): Heading | string {
  const fromEnd = line.indexOf(')', START.length);
  const isRequest = line.startsWith(REQUEST, fromEnd);
  if (fromEnd < 0 || !(isRequest || line.startsWith(RESPONSE, fromEnd))) return NO_HEADING;
  const serviceAt = fromEnd + (isRequest ? REQUEST : RESPONSE).length;
  const serviceEnd = line.indexOf(SUBJECT, serviceAt);
  if (serviceEnd < 0) return NO_HEADING;
  const from = line.slice(START.length, fromEnd);
  const service = line.slice(serviceAt, serviceEnd);
  if (!isName(from) || !isName(service)) return NO_HEADING;

  // The reason may hold spaces, or be empty: URL and method are found from the right.
  const subjectAt = serviceEnd + SUBJECT.length;
  const urlAt = line.lastIndexOf(' ') + 1;
  const url = line.slice(urlAt);
  if (isRequest) {
    const method = line.slice(subjectAt, urlAt - 1);
    if (url === '' || method === '' || method.includes(' ')) return 'names no method and URL after "REQ >>>"';
    return { kind: 'request', from, service, method, url };
  }
  const methodAt = line.lastIndexOf(' ', urlAt - 2) + 1;
  const method = line.slice(methodAt, urlAt - 1);
  const status = readStatus(line, subjectAt);
  const reasonAt = subjectAt + 4;
  if (url === '' || method === '' || methodAt < reasonAt || status < 0) {
    return 'names no status, reason, method and URL after "RESP <<<"';
  }
  const reason = line.slice(reasonAt, Math.max(reasonAt, methodAt - 1));
  return { kind: 'response', from, service, method, url, status, reason };
}
