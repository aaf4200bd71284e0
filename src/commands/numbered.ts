import type { NumberedMessage } from '../formats/diagram-calls.js';
import { isRequest, type TraceMessage } from '../trace/message.js';

/** A message of a trace, as a diagram takes it. */
export function numbered(traced: TraceMessage): NumberedMessage {
  return isRequest(traced) ? { ...traced.message, parent: traced.facts?.parent ?? null } : traced.message;
}
