import { headerValue } from '../../exchange/headers.js';
import type { Message, RequestMessage, ResponseMessage } from '../../exchange/message.js';
import { splitUrl } from '../../formats/diagram.js';
import { VariableNames } from '../../openstack/variables.js';
import { isRequest, type TraceMessage } from '../../trace/message.js';
import type { OrphanLine, RequestLine, ResponseLine, RunLine } from '../wire.js';
import { TokenNumbers } from './tokens.js';

/** Names of identifiers that are kept; of more, naming begins anew. */
const MOST_NAMES = 100_000;

const AUTH = 'x-auth-token';
const SUBJECT = 'x-subject-token';

/** A line for the page, and whether a call begins with it. */
export interface Line {
  readonly text: string;
  readonly isCall: boolean;
}

/** Makes the page's lines of the messages of a trace, in their order. */
export class CallLines {
  readonly #names = new VariableNames([], { limit: MOST_NAMES });
  readonly #tokens = new TokenNumbers();
  #run = 1;

  /** `hasRequest`: whether a request of that number came before. */
  linesOf(traced: TraceMessage, hasRequest: (number: number) => boolean): Line[] {
    const lines: Line[] = [];
    if (traced.run !== this.#run) {
      this.#run = traced.run;
      lines.push({ text: JSON.stringify(['run'] satisfies RunLine), isCall: false });
    }
    if (isRequest(traced)) {
      const { message, facts } = traced;
      const line: RequestLine = [
        '>',
        ...this.#headOf(message),
        facts?.parent ?? 0,
        facts?.startedAt ?? null,
        message.body.size,
        this.#tokens.numberOf(headerValue(message.headers, AUTH)),
        this.#tokens.numberOf(headerValue(message.headers, SUBJECT)),
      ];
      lines.push({ text: JSON.stringify(line), isCall: true });
      return lines;
    }
    const { message } = traced;
    if (!hasRequest(message.number)) {
      lines.push({
        text: JSON.stringify(['?', ...this.#headOf(message)] satisfies OrphanLine),
        isCall: true,
      });
    }
    lines.push({ text: JSON.stringify(this.#response(message, traced.facts)), isCall: false });
    return lines;
  }

  #response(
    message: ResponseMessage,
    facts: Extract<TraceMessage, { message: ResponseMessage }>['facts'],
  ): ResponseLine {
    const { timing } = facts ?? {};
    const { status, reason, body } = message;
    const broken = body.brokenOff ? `${message.service} broke off within its response.` : 0;
    return [
      '<',
      message.number,
      status,
      reason,
      facts === null ? broken : (facts.failure?.message ?? 0),
      timing?.requestComplete ?? null,
      timing?.responseHead ?? null,
      timing?.responseComplete ?? null,
      body.size,
      facts?.requestBody?.size ?? null,
      this.#tokens.numberOf(headerValue(message.headers, SUBJECT)),
    ];
  }

  #headOf(message: Message): [number, string, string, string, string, string | 0] {
    const { number, from, service, method, url } = message as RequestMessage;
    const { path, query } = splitUrl(url);
    const named = this.#names.nameIdentifiers(service, method, path);
    return [number, from, service, method, path + query, named === path ? 0 : named];
  }
}
