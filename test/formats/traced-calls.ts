import { headerValue } from '../../src/exchange/headers.js';
import type { NumberedMessage } from '../../src/formats/diagram-calls.js';
import type { DocumentMessage } from '../../src/formats/document.js';
import { capturedMessages } from './document-capture.js';

/** The messages of a capture with the numbers of their exchanges. */
export function numberedCapture(name: string): (DocumentMessage & { readonly number: number })[] {
  const ids: string[] = [];
  return capturedMessages(name).map((message) => {
    const id = headerValue(message.headers, 'X-Requestshook-Request-Id') ?? '';
    if (message.kind === 'request') ids.push(id);
    return { ...message, number: ids.indexOf(id) + 1 };
  });
}

const LINE = /^\s*(?:(\d+): )?(\S+) (\S+) (\S+) (\S+) (\d{3}|-|\.\.\.)$/;

/**
 * Messages of a trace that is written as an outline, a call a line, what it caused below it and further in:
 *
 *     openstack glance-api GET /v2/images 200
 *       glance-api keystone GET /v3/auth/tokens 200
 *
 * `-` in the place of the status: no answer. With the status `...` an exchange that a number and a colon
 * name is answered by a line `NUMBER: STATUS` further down.
 */
export function outlined(text: string): NumberedMessage[] {
  const messages: NumberedMessage[] = [];
  const open: { depth: number; answer: NumberedMessage }[] = [];
  const named = new Map<string, NumberedMessage>();
  const answer = (depth: number) => {
    for (let last = open.at(-1); last !== undefined && last.depth >= depth; last = open.at(-1)) {
      messages.push(last.answer);
      open.pop();
    }
  };
  let number = 0;
  for (const line of text.split('\n').filter((each) => each.trim() !== '')) {
    const depth = line.search(/\S/);
    answer(depth);
    const late = /^\s*(\d+): (\d{3})$/.exec(line);
    if (late) {
      const begun = named.get(late[1] as string) as NumberedMessage;
      messages.push({ ...begun, kind: 'response', status: Number(late[2]), reason: '' });
      continue;
    }
    const [, name, from, service, method, path, status] = LINE.exec(line) as unknown as string[];
    number += 1;
    const head = {
      number,
      from: from as string,
      service: service as string,
      method: method as string,
      url: `http://h${path}`,
    };
    messages.push({ kind: 'request', ...head });
    if (name !== undefined) named.set(name, { kind: 'request', ...head });
    else if (status !== '-')
      open.push({ depth, answer: { kind: 'response', ...head, status: Number(status), reason: '' } });
  }
  answer(0);
  return messages;
}
