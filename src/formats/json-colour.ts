import type { Paint } from './terminal.js';

const TOKEN = /"(?:[^"\\]|\\.)*"(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\b(?:true|false|null)\b/g;

/** A JSON text in colours: keys, strings, numbers, words. Nothing but colours is added. */
export function colouredJson(json: string, paint: Paint): string {
  return json.replace(TOKEN, (token, colon: string | undefined) => {
    if (colon !== undefined) return paint('blue', token.slice(0, -colon.length)) + colon;
    if (token.startsWith('"')) return paint('green', token);
    return paint(/^[tfn]/.test(token) ? 'magenta' : 'cyan', token);
  });
}
