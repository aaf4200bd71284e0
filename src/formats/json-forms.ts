import { DONE, GROWS_TOO_MUCH, MARGIN, NEEDS_ROOM } from './json-pass/terms.js';
import { leaveRoom, roomFor } from './json-room.js';

/** The forms that a JSON text has in the files of a trace, as UTF-8. */
export interface JsonForms {
  /** Whether a secret was covered, so that the text is not the source. */
  readonly covered: boolean;
  /** What of `MAY_BE_URL` and `MAY_BE_UNUSUAL` its strings have: an odd one cannot have what begins with such a byte. */
  readonly seen: number;
  /** Indented by two spaces a level; as it came where it would grow too much. Valid until the next text is gone over, as all the others. */
  readonly indented: Buffer;
  /** The same with four more spaces in front of each line but the first. */
  readonly inner: Buffer;
  /** The text as it came (with secrets covered), as the inside of a JSON string. */
  readonly quoted: Buffer;
}

/**
 * The forms of a UTF-8 text: `indent`ed (else both forms for reading are as it came), and with the values of secret keys
 * covered where it is to `hide` them. In time and space that grow with the text alone.
 *
 * @returns null: it is not one whole JSON text (RFC 8259), or one beyond what there is memory for (WebAssembly has 4 GiB).
 */
export function jsonForms(text: Uint8Array, indent: boolean, hide: boolean): JsonForms | null {
  // Nothing becomes more than twice as long, but for indentation and what covers a secret.
  let room = roomFor(2 * text.length + MARGIN);
  while (room !== null) {
    const end = room.goOver(text, indent, hide);
    if (end === GROWS_TOO_MUCH) break;
    if (end !== NEEDS_ROOM) {
      leaveRoom(room);
      return end === DONE ? room.forms : null;
    }
    room = roomFor(2 * room.size);
  }
  return indent ? jsonForms(text, false, hide) : null;
}
