import { remembering } from '../exchange/remembering.js';
import { oneLine } from './diagram-text.js';

// The renderer is Python-Markdown with the extensions that MkDocs Material recommends. An HTML entity is the
// one escape that all of them leave alone.
const entity = (character: string) => `&#${character.codePointAt(0)};`;
const entities = (run: string) => [...run].map(entity).join('');

/** Text as it stands in a heading: what Markdown would take for markup is escaped, ordinary paths stay as they are. */
export const headingText = remembering((text) => {
  const escaped = oneLine(text)
    .replace(/[\\`*[\]<>|]|&(?=#?\w+;)|#$|\{(?=[-+=>~{%#])|(?<=\s)\{/g, entity)
    .replace(/={2,}|\+{2,}/g, entities)
    .replace(/:(?=[\w+-]+:)/g, entity)
    // Within a word an underscore is one: registered_limits, AUTH_7c4c.
    .replace(/(?<![A-Za-z0-9_])_+|_+(?![A-Za-z0-9_])/g, entities);
  return escaped.replace(/[~^$]/g, (mark) => (isPaired(escaped, mark) ? entity(mark) : mark));
});

const isPaired = (text: string, mark: string) => text.indexOf(mark) !== text.lastIndexOf(mark);

/** Text as the value of a fence's `title="..."`; superfences puts it into the page as HTML. */
export const fenceTitle = remembering((text) => oneLine(text).replace(/[&<>"`]/g, entity));

/** A code span, also of a text with backticks. */
export const codeSpan = remembering((text) => {
  const line = oneLine(text);
  if (!line.includes('`')) return `\`${line}\``;
  const fence = '`'.repeat(longestRun(line) + 1);
  return `${fence} ${line} ${fence}`;
});

function longestRun(text: string): number {
  let longest = 0;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}

// What Python takes for the end of a line, too: Markdown files are read by lines of that kind.
const LINE_BREAK = /\r\n|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]/;

const CONTROLS = /[\0-\x08\x0b-\x1f]/;

/**
 * Texts without anything unusual need no look at each line: nearly all. Indented JSON has neither other control characters nor
 * empty lines; each search for what is rare is many times as quick as one for a class of characters.
 */
function isUnusual(text: string, json: boolean): boolean {
  return (
    (text.includes('<-') && text.includes('-8<-')) ||
    text.includes('\x85') ||
    text.includes('\u2028') ||
    text.includes('\u2029') ||
    // JSON that is nested too deep to be indented is as it came.
    text.includes('\r') ||
    (!json && (text === '' || text.includes('\n\n') || text.endsWith('\n') || CONTROLS.test(text)))
  );
}

/**
 * A fenced block that holds `text`, whatever it is, each line of it behind `indent`: the fence is longer than
 * any run of backticks, no line leaves the indentation, control characters are shown as pictures, and the
 * scissors of pymdownx's snippets (`-8<-`, which would include or cut) are held open by a character of no width.
 * `isJson`: it is known to be one whole JSON text.
 */
export function indentedBlock(
  language: string,
  title: string,
  text: string,
  indent: string,
  isJson = false,
): string {
  const fence = text.includes('`') ? '`'.repeat(Math.max(3, longestRun(text) + 1)) : '```';
  const opening = blockOpening(language, title, fence, indent);
  if (isUnusual(text, isJson)) return `${opening}${unusualLines(text, indent)}${indent}${fence}`;
  const content = indent === '' ? text : text.replaceAll('\n', `\n${indent}`);
  return `${opening}${indent}${content}\n${indent}${fence}`;
}

/** The line that opens such a block. */
export function blockOpening(language: string, title: string, fence: string, indent: string): string {
  return `${indent}${fence} ${language} title="${fenceTitle(title)}" linenums="1"\n`;
}

/** The lines of such a block without an indentation. */
export function fencedBlock(language: string, title: string, text: string): string[] {
  return indentedBlock(language, title, text, '').split('\n');
}

function unusualLines(text: string, indent: string): string {
  const content = text
    .split(LINE_BREAK)
    .map((line) =>
      line
        .replace(/[\0-\x08\x0e-\x1b\x1f]/g, (character) =>
          String.fromCharCode(0x2400 + character.charCodeAt(0)),
        )
        .replace(/-8<-/g, '-8\u200b<-'),
    );
  if (content.at(-1) === '') content.pop();
  return content.map((line) => (line === '' ? '\n' : `${indent}${line}\n`)).join('');
}
