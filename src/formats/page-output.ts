import { cover, secretKind } from '../exchange/secrets.js';

/** Characters of a command's output that a page shows. */
const LONGEST = 256 * 1024;

// Tokens of Keystone are Fernet, JWS or 32 hex digits; shorter words are none.
const LIKE_TOKEN = /([A-Za-z0-9_.=+/-]{32,})( *\|)?/g;
const DIGEST = /\{SHA256\}[0-9a-f]{64}/g;

/** The digests in a text of a trace: tokens that it hides. */
export function hiddenTokens(text: string): Iterable<string> {
  return text.match(DIGEST) ?? [];
}

/**
 * What a command wrote, as a page can show it: without colours, and without the secrets that it printed. A token that
 * the trace hides (`tokens` are its digests) is hidden here too; a field of the client's tables and JSON by its name.
 */
export function shownOutput(output: string, tokens: ReadonlySet<string>): string {
  const cut =
    output.length > LONGEST
      ? `${output.slice(0, LONGEST)}\n... (truncated: ${LONGEST} of ${output.length} characters)\n`
      : output;
  return cut
    .replace(/\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\^_])/g, '')
    .replace(LIKE_TOKEN, (found, word: string, cellEnd: string | undefined) => {
      if (!tokens.has(cover('token', word))) return found;
      return cellEnd === undefined ? '***' : inCell(word) + cellEnd;
    })
    .replace(/^(\| *)([^|]*?)( *\| )([^|]*?)( *\|)$/gm, (row, left, name, middle, value, right) =>
      isHidden(name) && value !== '' ? left + name + middle + inCell(value) + right : row,
    )
    .replace(/^(\s*"([^"]+)": ")((?:[^"\\]|\\.)+)(")/gm, (line, left, name, _value, right) =>
      isHidden(name) ? `${left}***${right}` : line,
    );
}

const isHidden = (name: string) => secretKind(name) !== null;

/** Stars as wide as the value in a table's cell, so that the table stays one. */
const inCell = (value: string) => '***'.padEnd(value.length);
