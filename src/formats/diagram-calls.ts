import { type DiagramMessage, type DiagramOptions, diagramLine } from './diagram.js';

/** A message of a trace and its exchange's number. */
export type NumberedMessage = DiagramMessage & {
  readonly number: number;
  /** Of a request: the number of the exchange that caused it, where the trace says it. */
  readonly parent?: number | null;
  /** Of a response: the numbers of exchanges that its own one caused, where that was known late. */
  readonly caused?: readonly number[];
};

/** A message in its place in a diagram. Nothing of its headers or body is kept. */
export interface PlacedMessage {
  readonly message: NumberedMessage;
  /** Its number in the diagram: 1, 2, 3, ... */
  readonly place: number;
  /** Its line, without a line break. */
  readonly line: string;
  /** Place of the response to a request, or of a response's request; null: not in the trace. */
  readonly partner: number | null;
  /** Of a request: the place of the request that caused it, null: none, or not known. */
  readonly cause: number | null;
}

/**
 * Gives messages their places, lines and causes. A call that a service makes while a request to it is
 * open belongs to that request, the innermost such; where the trace says what caused a call, that wins.
 */
export function placeMessages(messages: Iterable<NumberedMessage>, options: DiagramOptions): PlacedMessage[] {
  const placed: { -readonly [K in keyof PlacedMessage]: PlacedMessage[K] }[] = [];
  const requests = new Map<number, number>();
  const open = new OpenRequests();
  for (const message of messages) {
    const place = placed.length + 1;
    const { kind, number, service, from } = message;
    const asked = kind === 'response' ? requests.get(number) : undefined;
    const request = asked === undefined ? undefined : placed[asked - 1];
    // A second answer to the same request can only be a fault of the trace.
    const partner = request?.partner === null ? request.place : null;
    const known = typeof message.parent === 'number' ? requests.get(message.parent) : undefined;
    const cause = kind === 'request' ? (known ?? open.innermost(from)) : null;
    placed.push({ message: headOf(message), place, line: diagramLine(message, options), partner, cause });
    if (kind === 'request') {
      requests.set(number, place);
      open.add(service, place);
    } else if (partner !== null && request) {
      request.partner = place;
      open.remove(partner);
      for (const late of message.caused ?? []) {
        const child = placed[(requests.get(late) ?? 0) - 1];
        if (child) child.cause = partner;
      }
    }
  }
  return placed;
}

/** What a diagram needs of a message: headers and body are let go of. */
export function headOf(message: NumberedMessage): NumberedMessage {
  const { number, from, service, method, url, parent = null, caused } = message;
  const head = { number, from, service, method, url, parent };
  return message.kind === 'request'
    ? { kind: 'request', ...head }
    : {
        kind: 'response',
        ...head,
        ...(caused === undefined ? {} : { caused }),
        status: message.status,
        reason: message.reason,
      };
}

/** Which requests to which service are open, the innermost of each at hand. */
class OpenRequests {
  readonly #places = new Map<string, number[]>();
  readonly #closed = new Set<number>();

  add(service: string, place: number): void {
    const places = this.#places.get(service);
    if (places) places.push(place);
    else this.#places.set(service, [place]);
  }

  remove(place: number): void {
    this.#closed.add(place);
  }

  innermost(service: string): number | null {
    const places = this.#places.get(service);
    if (!places) return null;
    for (let last = places.at(-1); last !== undefined; last = places.at(-1)) {
      if (!this.#closed.delete(last)) return last;
      places.pop();
    }
    return null;
  }
}
