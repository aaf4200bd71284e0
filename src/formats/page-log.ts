// A line that pymdownx's snippets take for scissors: they would include a file there, or swallow all up to the
// next ones. A line also begins after what Python takes for the end of one.
const SCISSORS = /(^|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029])([ \t]*;*-+8)(<-)/g;

/**
 * A part of a log as it can stand in a page, whose renderer reads it through pymdownx's snippets: lines that
 * would include another file are held open by a character of no width. All others stay to the byte.
 */
export function withoutScissors(log: string): string {
  return log.includes('8<-') ? log.replace(SCISSORS, '$1$2\u200b$3') : log;
}

/** The longest run of backticks in a text: a fence around it has to be longer. */
export function longestBackticks(text: string): number {
  let longest = 0;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}
