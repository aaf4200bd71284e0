/** A path; the names that stand for identifiers in it are dimmed. */
export function Path({ text }: { readonly text: string }) {
  const parts = text.split(/(\{[A-Za-z0-9_-]+\})/);
  return <span class="path">{parts.map((part, i) => (i % 2 === 1 ? <i key={i}>{part}</i> : part))}</span>;
}
