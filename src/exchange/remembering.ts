import { ownText } from './own-text.js';

/** Texts whose results are remembered, for each function. */
const MOST = 1000;
/** Characters of a text beyond which its result is made anew each time. */
const LONGEST = 2048;
/** The same of what is short unless somebody makes it up: names, User-Agents, links. */
export const SHORT = 512;

/**
 * The same function, which remembers what it made of the texts it met lately: names, paths and tokens repeat in a
 * trace. Those of a stranger do not, and may be long; so what is remembered is bounded.
 */
export function remembering<V>(make: (text: string) => V, longest = LONGEST): (text: string) => V {
  const made = new Map<string, V>();
  return (text) => {
    const known = made.get(text);
    if (known !== undefined) return known;
    const result = make(text);
    if (text.length <= longest) {
      if (made.size >= MOST) made.clear();
      made.set(ownText(text), result);
    }
    return result;
  };
}
