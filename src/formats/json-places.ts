import { unescaped } from './json-keys.js';

/** A string value in a JSON text. */
export interface StringPlace {
  /** Of the text between its quotes. */
  readonly from: number;
  readonly to: number;
  /** The keys that lead to it, the outermost first; arrays have none. */
  readonly keys: readonly string[];
}

const TOKEN = /"((?:[^"\\]|\\.)*)"|[{}[\],]/gs;

/** The string values of a JSON text that `isWanted` (given what stands between the quotes), and where they are. */
export function* stringPlaces(json: string, isWanted: (inside: string) => boolean): Generator<StringPlace> {
  const keys: (string | null)[] = [];
  const isObject: boolean[] = [];
  let expectsKey = false;
  for (const token of json.matchAll(TOKEN)) {
    const [text, inside] = token;
    if (inside === undefined) {
      if (text === '{' || text === '[') {
        isObject.push(text === '{');
        keys.push(null);
      } else if (text !== ',') {
        isObject.pop();
        keys.pop();
      }
      expectsKey = text === '{' || (text === ',' && isObject.at(-1) === true);
    } else if (expectsKey) {
      keys[keys.length - 1] = unescaped(inside);
      expectsKey = false;
    } else if (isWanted(inside)) {
      const from = token.index + 1;
      yield { from, to: from + inside.length, keys: keys.filter((key) => key !== null) };
    }
  }
}
