import { chooseOperation } from '../openstack/operations-choice.js';
import { serviceTypeAt } from '../openstack/services.js';
import { splitUrl } from './diagram.js';
import { unitsOf } from './diagram-blocks.js';
import type { PlacedMessage } from './diagram-calls.js';
import { isDiscovery, isToken } from './diagram-tokens.js';

/** One line of the explanation under a diagram: an outermost call, or several that do one thing. */
export interface PageStep {
  readonly from: string;
  readonly service: string;
  /** `authentication`: a token, and discovery before it. */
  readonly kind: 'operation' | 'discovery' | 'authentication';
  /** Title of the documented operation, null: none fits. */
  readonly title: string | null;
  /** Method and path. */
  readonly call: string;
  /** Status and reason of an answer that is an error, `` for others, null: no answer. */
  readonly problem: string | null;
  /** How often it was done in a row. */
  readonly count: number;
  readonly first: number;
  readonly last: number;
}

/** The title of the documented operation that a request is. null: not exactly one fits. */
export function operationTitle(request: {
  readonly service: string;
  readonly method: string;
  readonly url: string;
  readonly body: string | null;
}): string | null {
  const { path, query } = splitUrl(request.url);
  const type = serviceTypeAt(request.service, path);
  if (type === null) return null;
  return chooseOperation(type, request.method, path + query, request.body)?.title ?? null;
}

/**
 * What was done, by the outermost calls.
 *
 * @param titles of requests, by their place
 */
export function pageSteps(
  messages: readonly PlacedMessage[],
  titles: ReadonlyMap<number, string>,
): PageStep[] {
  const steps: PageStep[] = [];
  for (const call of outermostCalls(messages)) {
    const step = stepOf(call, titles);
    let { first } = step;
    if (step.kind === 'authentication') {
      for (
        let last = steps.at(-1);
        last?.kind === 'discovery' && last.from === step.from;
        last = steps.at(-1)
      ) {
        ({ first } = last);
        steps.pop();
      }
    }
    const before = steps.at(-1);
    if (before !== undefined && isSame(before, step)) {
      steps[steps.length - 1] = { ...before, count: before.count + 1, last: step.last };
    } else steps.push({ ...step, first });
  }
  return steps;
}

/** Each request that no other one caused, and its answer. */
function* outermostCalls(messages: readonly PlacedMessage[]): Generator<PlacedMessage[]> {
  for (const unit of unitsOf(messages)) {
    for (const request of unit) {
      if (request.message.kind === 'response' || request.cause !== null) continue;
      const answer = request.partner === null ? undefined : messages[request.partner - 1];
      yield answer === undefined ? [request] : [request, answer];
    }
  }
}

function stepOf(call: readonly PlacedMessage[], titles: ReadonlyMap<number, string>): PageStep {
  const [{ message, place, line }, answer] = call as [PlacedMessage, PlacedMessage | undefined];
  const end = answer?.message;
  const isError = end?.kind === 'response' && end.status >= 400;
  return {
    from: message.from,
    service: message.service,
    kind: isToken(call) ? 'authentication' : isDiscovery(call) ? 'discovery' : 'operation',
    title: titles.get(place) ?? null,
    call: shownText(line.slice(line.indexOf(': ') + 2)),
    problem: end === undefined ? null : isError ? `${end.status} ${end.reason}`.trim() : '',
    count: 1,
    first: place,
    last: answer?.place ?? place,
  };
}

/** What a diagram shows of the text of a line: Mermaid's `#59;` is a semicolon. */
const shownText = (text: string) =>
  text.replace(/#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));

const isSame = (a: PageStep, b: PageStep) =>
  a.kind === b.kind &&
  a.from === b.from &&
  a.service === b.service &&
  a.title === b.title &&
  a.call === b.call &&
  a.problem === b.problem;
