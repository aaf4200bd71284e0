/** Texts whose results are remembered, for each function. */
const MOST = 1000;
/** Characters of a text beyond which its result is made anew each time. */
const LONGEST = 2048;

/**
 * The same function, which remembers what it made of the texts it met lately: names, paths and tokens repeat in a
 * trace. Those of a stranger do not, and may be long; so what is remembered is bounded.
 */
export function remembering<V>(make: (text: string) => V): (text: string) => V {
  const made = new Map<string, V>();
  return (text) => {
    const known = made.get(text);
    if (known !== undefined) return known;
    const result = make(text);
    if (made.size >= MOST) made.clear();
    // A copy: a part of a text would keep the whole text in memory.
    if (text.length <= LONGEST) made.set(Buffer.from(text).toString(), result);
    return result;
  };
}
