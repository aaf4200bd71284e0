/** Words of the POSIX shell (POSIX.1-2024, XCU 2.2): text that stays as it is, and variables between. */

/** A variable of the environment in a word. */
export interface ShellVariable {
  /** `OS_TOKEN` */
  readonly name: string;
  /** Whether it stands inside a JSON string, where quotes and backslashes in its value need one more. */
  readonly inJson: boolean;
}

export type ShellPiece = string | ShellVariable;

// What a terminal, an editor or a reader's eye may take for something else than a character: controls, direction marks.
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
const UNSAFE_RUN = /([\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+)/u;

/** Whether a text can stand in a script as it is: it has no control characters but tabs and line feeds. */
export function isScriptText(text: string): boolean {
  return !UNSAFE.test(text.replace(/[\n\t]/g, ''));
}

/** In single quotes nothing but the quote itself is special. */
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** `\033` for each byte. A line feed at the end of what `printf` writes would be lost. */
const octal = (text: string) =>
  `"$(printf '${[...Buffer.from(text)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')}')"`;

/** Control characters by their numbers, but for tabs and line feeds, which quotes keep. */
function textWord(text: string): string {
  if (isScriptText(text)) return quoted(text);
  return text
    .split(/([\n\t]+)/)
    .flatMap((part, i) => (i % 2 === 1 ? quoted(part) : part.split(UNSAFE_RUN).map(unsafeWord)))
    .join('');
}

const unsafeWord = (part: string, i: number) => (i % 2 === 1 ? octal(part) : part === '' ? '' : quoted(part));

function variableWord({ name, inJson }: ShellVariable): string {
  return inJson ? `"$(printf %s "$${name}" | sed 's/["\\]/\\\\&/g')"` : `"$${name}"`;
}

/** The pieces with those that are text put together where they meet, and without empty ones. */
function joined(pieces: readonly ShellPiece[]): ShellPiece[] {
  const all: ShellPiece[] = [];
  for (const piece of pieces) {
    const last = all.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') all[all.length - 1] = last + piece;
    else if (piece !== '') all.push(piece);
  }
  return all;
}

/**
 * One word that the shell makes these pieces of, byte for byte, whatever is in them. A NUL can not be in one.
 */
export function shellWord(pieces: readonly ShellPiece[]): string {
  const word = joined(pieces).map((piece) =>
    typeof piece === 'string' ? textWord(piece) : variableWord(piece),
  );
  return word.join('') || "''";
}

/** A word without variables. */
export function shellText(text: string): string {
  return shellWord([text]);
}

/** Commands of a pipe's left end that write these pieces, whatever bytes they have: `printf %s '...'`. */
export function shellSource(pieces: readonly (ShellPiece | Uint8Array)[]): string {
  if (
    pieces.every((piece) =>
      typeof piece === 'string' ? isScriptText(piece) : !(piece instanceof Uint8Array),
    )
  ) {
    return `printf %s ${shellWord(pieces as readonly ShellPiece[])}`;
  }
  const sources = pieces.map((piece) => {
    if (typeof piece === 'string' || piece instanceof Uint8Array) {
      return `printf %s ${Buffer.from(piece as Uint8Array).toString('base64')} | base64 -d`;
    }
    return `printf %s ${variableWord(piece)}`;
  });
  return sources.length === 1 ? (sources[0] as string) : `{ ${sources.join('; ')}; }`;
}

/** A text as comment lines, each ending in a line feed. */
export function shellComment(text: string): string {
  return text.replace(/^/gm, '# ').replace(/ +$/gm, '').concat('\n');
}
