import type { NumberedMessage } from '../formats/diagram-calls.js';
import { isRequest, type TraceMessage } from '../trace/message.js';

/** A message of a trace, as a diagram takes it. */
export function numbered(traced: TraceMessage): NumberedMessage {
  if (isRequest(traced)) return { ...traced.message, parent: traced.facts?.parent ?? null };
  const caused = traced.facts?.caused;
  return caused === undefined ? traced.message : { ...traced.message, caused };
}
