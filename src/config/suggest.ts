/** Edits (insert, delete, replace, swap neighbours) from one word to the other. */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  const at = (i: number, j: number) => rows[i]?.[j] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (same ? 0 : 1));
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, at(i - 2, j - 2) + 1);
      row.push(best);
    }
  }
  return at(a.length, b.length);
}

const folded = (word: string) => word.toLowerCase().replace(/[-_]/g, '');

/** The known word that was probably meant, or null: none is close (case, `-` and `_` do not count). */
export function suggestion(word: string, known: Iterable<string>): string | null {
  const wanted = folded(word);
  const limit = wanted.length < 4 ? 1 : 2;
  let best: { word: string; distance: number } | null = null;
  for (const candidate of known) {
    const d = distance(wanted, folded(candidate));
    if (d <= limit && (best === null || d < best.distance)) best = { word: candidate, distance: d };
  }
  return best?.word ?? null;
}

/** `unknown key "lisen"; did you mean "listen"?`, or the known ones where none is close. */
export function unknownWord(kind: string, word: string, known: readonly string[]): string {
  const meant = suggestion(word, known);
  if (meant !== null) return `unknown ${kind} "${word}"; did you mean "${meant}"?`;
  return `unknown ${kind} "${word}"; known: ${known.join(', ') || 'none'}`;
}
