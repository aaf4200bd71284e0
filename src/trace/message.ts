import type { Message, RequestMessage, ResponseMessage } from '../exchange/message.js';
import type { RequestFacts, ResponseFacts } from '../formats/journal.js';

/** A message where it stands in a trace. `facts` is what the journal says beside it; null in a bare log. */
export type TraceMessage = {
  /** Line of the file at which it begins; the first is 1. */
  readonly line: number;
  /**
   * 1, 2, 3, ...: the run of the proxy that it was recorded in, as far as the trace tells. An exchange of an
   * earlier run than the last one gets no response any more.
   */
  readonly run: number;
} & (
  | { readonly message: RequestMessage; readonly facts: RequestFacts | null }
  | { readonly message: ResponseMessage; readonly facts: ResponseFacts | null }
);

/** Whether a message is a request. */
export function isRequest(
  traced: TraceMessage,
): traced is Extract<TraceMessage, { message: RequestMessage }> {
  return (traced.message as Message).kind === 'request';
}
