import type { OutgoingMessage } from 'node:http';

/** What Node calls for each piece that it writes, with the head in front of the first. */
interface Sender {
  readonly _header: string | null;
  _implicitHeader(): void;
  _send(data: string, encoding: 'latin1'): void;
}

/**
 * Sends the head though there is nothing of the body yet. Node's own `flushHeaders` writes it as UTF-8, so that each byte above
 * 0x7f in a header, a character each to us, would become two.
 */
export function flushHead(message: OutgoingMessage): void {
  const sender = message as unknown as Sender;
  if (sender._header === null) sender._implicitHeader();
  sender._send('', 'latin1');
}
