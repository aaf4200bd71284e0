/** One entry of a requests.log, as far as these tests look. Their own reader, not the product's. */
export interface Message {
  readonly arrow: '>>>' | '<<<';
  readonly from: string;
  readonly service: string;
  readonly method: string;
  readonly path: string;
  /** Of a response. */
  readonly status?: string;
  readonly id: string | undefined;
}

const HEADING =
  /^### \((?<from>[^)]+)\) (?:REQ|RESP) (?<arrow>>>>|<<<) \((?<service>[^)]+)\) : (?:(?<status>\d{3}) .*?)?(?<method>[A-Z]+) (?<url>http\S+)$/;

/** The entries of a log, in its order. */
export function readMessages(log: string): Message[] {
  const messages: Message[] = [];
  for (const entry of log.split(/^(?=### \()/m).slice(1)) {
    const heading = entry.slice(0, entry.indexOf('\n'));
    const fields = HEADING.exec(heading)?.groups;
    if (fields === undefined) throw new Error(`not the heading of an entry: ${heading}`);
    const { arrow, from, service, status, method, url } = fields as Record<string, string>;
    messages.push({
      arrow: arrow as Message['arrow'],
      from: from as string,
      service: service as string,
      method: method as string,
      path: new URL(url as string).pathname,
      ...(status === undefined ? {} : { status }),
      id: /^X-Requestshook-Request-Id: (\S+)$/m.exec(entry)?.[1],
    });
  }
  return messages;
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;

/** What counts when sequences are compared: caller, service, method, templated path, status. */
export function describeMessage(message: Message): string {
  const path = message.path
    .replace(new RegExp(`/images/${UUID.source}`), '/images/{image_id}')
    .replace(/\/(projects|members)\/[0-9a-f]{32}/, '/$1/{project_id}');
  const { arrow, from, service, method, status } = message;
  return [from, arrow, service, ...(status === undefined ? [] : [status]), method, path].join(' ');
}

/** A log of several commands, cut where each `openstack` begins: by asking for Keystone's versions. */
export function byCommand(messages: readonly Message[]): Message[][] {
  const commands: Message[][] = [];
  for (const message of messages) {
    const begins =
      message.arrow === '>>>' && message.from === 'openstack' && /^\/identity\/?$/.test(message.path);
    if (begins || commands.length === 0) commands.push([]);
    commands.at(-1)?.push(message);
  }
  return commands;
}
