/** Text on a terminal: what may reach it, how wide it is, and colours. */

const DIM = '\u001b[2m';
const RESET = '\u001b[0m';

const COLOURS = {
  dim: DIM,
  bold: '\u001b[1m',
  red: '\u001b[31m',
  green: '\u001b[32m',
  yellow: '\u001b[33m',
  blue: '\u001b[34m',
  magenta: '\u001b[35m',
  cyan: '\u001b[36m',
} as const;

export type Colour = keyof typeof COLOURS;

/** Paints a text in a colour, or leaves it as it is. */
export type Paint = (colour: Colour, text: string) => string;

export const PLAIN: Paint = (_, text) => text;
export const COLOURED: Paint = (colour, text) => `${COLOURS[colour]}${text}${RESET}`;

const PLAIN_TEXT = /^[\x20-\x7e]*$/;

/** Text as a terminal may show it: no control character, escape sequence or direction mark gets through. */
export function terminalText(text: string): string {
  if (PLAIN_TEXT.test(text)) return text;
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu,
    (c) => `\\u{${(c.codePointAt(0) as number).toString(16)}}`,
  );
}

/** The same for a text of several lines: line feeds and tabs stay, and a CR in front of a line feed goes. */
export function terminalLines(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => line.split('\t').map(terminalText).join('\t'))
    .join('\n');
}

// East Asian Width (UAX 11) of the scripts that OpenStack's users write in, and emoji; marks stand on what is before them.
const WIDE =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60]/u;
const MARK = /\p{M}/u;

function characterWidth(character: string): number {
  return WIDE.test(character) ? 2 : MARK.test(character) ? 0 : 1;
}

/** Columns that a text takes on a terminal; it is one that a terminal may show. */
export function displayWidth(text: string): number {
  if (PLAIN_TEXT.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

/** As many of the characters as fit into a number of columns. */
function fitting(characters: readonly string[], columns: number): string[] {
  let width = 0;
  const end = characters.findIndex((character) => {
    width += characterWidth(character);
    return width > columns;
  });
  return end < 0 ? [...characters] : characters.slice(0, end);
}

/** A text that fits into a number of columns; where it is cut, it is in the middle: the end of a path says most. */
export function cutText(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  if (columns <= 1) return '…'.slice(0, Math.max(0, columns));
  const head = Math.max(1, Math.floor((columns - 1) / 3));
  const tail = columns - 1 - head;
  if (PLAIN_TEXT.test(text)) return `${text.slice(0, head)}…${tail === 0 ? '' : text.slice(-tail)}`;
  const characters = [...text];
  const end = fitting(characters.toReversed(), tail).toReversed();
  return `${fitting(characters, head).join('')}…${end.join('')}`;
}
