/** A copy of a text for whoever keeps it: a part of a text would keep the whole text in memory. */
export function ownText(text: string): string {
  const copy = Buffer.from(text).toString();
  // Half of a surrogate pair, which JSON may hold, has no UTF-8.
  return copy === text ? copy : Buffer.from(text, 'utf16le').toString('utf16le');
}
