import type { Body, Message } from '../exchange/message.js';
import type { ShownBody } from '../formats/body.js';
import type { ImageAgreement } from '../formats/journal.js';
import type { JsonForms } from '../formats/json-forms.js';
import type { MessageRecord } from './record.js';
import type { Owed } from './writer-messages.js';

/** A message on its way into the files, with what several of them show of it. */
export interface SinkMessage {
  /** As it passed: times, outcome, causes. */
  readonly record: MessageRecord;
  /** Readable, secrets hidden. */
  readonly message: Message;
  /** What the files show of its body where that is JSON; valid while the message is written. */
  readonly forms: JsonForms | null;
  /** The same where it is not: as the log and body.md show it. */
  readonly shown: ShownBody | null;
  /** Of a response: the readable body of a request that was recorded before its end. */
  readonly lateRequestBody: Body | null;
  /** What the message brought to light about an image's data, or null. */
  readonly imageDigest: ImageAgreement | null;
  /** 1, 2, 3, ... in the order of the diagram. */
  readonly place: number;
}

/** Somewhere that messages go. Nothing but this is known of a sink outside its file. */
export interface Sink {
  readonly name: string;
  write(message: SinkMessage): void;
  /** Notes that so many messages before the next one are missing. */
  noteGap(lost: number): void;
  /** Hands what was taken to the kernel; false where it could not and will be tried again. */
  flush(): boolean;
  readonly owed: Owed;
  /** Goes on in a new file, where the old one was moved away. */
  reopen(): void;
  /** Flushes and closes; gives the number of messages that are not whole in the file. */
  close(): number;
}
