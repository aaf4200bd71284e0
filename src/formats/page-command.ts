import { secretKind } from '../exchange/secrets.js';
import { commandReference, knownCommand } from './page-commands.js';

/** A command as a page names it. */
export interface CommandName {
  /** Without its arguments: `openstack image remove project`. */
  readonly title: string;
  /** Where it is documented, null: not known. */
  readonly url: string | null;
}

const OPTION = /^--?[A-Za-z]/;
const ASSIGNMENT = /^[A-Za-z_]\w*=/;
/** A word of a command, as opposed to a name, an id or a file. */
const WORD = /^[a-z]+(?:-[a-z]+)*$/;
const VERBS = new Set(['create', 'delete', 'list', 'set', 'show', 'unset', 'add', 'remove', 'issue']);

/** What a command is called, and where it is documented. */
export function commandName(argv: readonly string[]): CommandName {
  const start = argv.findIndex((word) => !ASSIGNMENT.test(word));
  const program = (argv[start] ?? '').replace(/^.*[/\\]/, '').replace(/\.exe$/i, '');
  const words = plainWords(argv.slice(start + 1));
  if (program !== 'openstack') {
    const first = words[0] === argv[start + 1] && WORD.test(words[0] ?? '') ? words.slice(0, 1) : [];
    return { title: [program, ...first].join(' '), url: null };
  }
  const known = knownCommand(words);
  if (known !== null) return { title: `openstack ${known}`, url: commandReference(known) };
  // Of a plugin: up to its verb, as after that there are names.
  const other = words.findIndex((word) => !WORD.test(word));
  const command = other < 0 ? words : words.slice(0, other);
  const verb = command.findIndex((word) => VERBS.has(word));
  return { title: ['openstack', ...command.slice(0, verb < 0 ? 2 : verb + 1)].join(' '), url: null };
}

/** Words without options and, as far as `--os-...` tells, their values. */
function plainWords(words: readonly string[]): string[] {
  return words.filter((word, i) => {
    const before = words[i - 1] ?? '';
    return !OPTION.test(word) && !(/^--os[-_]/.test(before) && !before.includes('='));
  });
}

const HIDDEN = '***';

/** Whether the value of an option, variable or header of that name is to be hidden. */
function isSecret(name: string): boolean {
  const plain = name.replace(/^OS_/, '');
  // Its value is the name of a file.
  return plain !== 'user-data' && secretKind(plain) !== null;
}

/** The value of an environment variable, `***` where it is a secret. */
export function hiddenVariable(name: string, value: string): string {
  return value !== '' && isSecret(name) ? HIDDEN : value;
}

/** Arguments with `***` in the place of secrets: `--password X`, `--os-token=X`, `OS_PASSWORD=X`, `-H "X-Auth-Token: X"`. */
export function hiddenArguments(argv: readonly string[]): string[] {
  return argv.map((word, i) => {
    const [, name, separator] = /^(?:--)?([A-Za-z][\w.-]*)(=|: *)./s.exec(word) ?? [];
    if (name !== undefined && separator !== undefined && isSecret(name)) {
      return word.slice(0, word.indexOf(separator) + separator.length) + HIDDEN;
    }
    const option = /^--([A-Za-z][\w-]*)$/.exec(argv[i - 1] ?? '')?.[1];
    return option !== undefined && !OPTION.test(word) && isSecret(option) ? HIDDEN : word;
  });
}

// What a shell leaves alone, and our own stars, which nobody can run anyway.
const PLAIN = /^(?:[\w@%+=:,./-]+|[\w@%+=:,./-]*\*\*\*)$/;

/** A command as it would be typed into a shell. */
export function shellCommand(argv: readonly string[]): string {
  return argv.map((word) => (PLAIN.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(' ');
}

/** The words of a shell's command line, without expansion of any kind; null: a quote is not closed. */
export function shellWords(line: string): string[] | null {
  const words: string[] = [];
  let word: string | null = null;
  for (let i = 0; i < line.length; i++) {
    const character = line[i] as string;
    if (/\s/.test(character)) {
      if (word !== null) words.push(word);
      word = null;
      continue;
    }
    word ??= '';
    if (character === "'" || character === '"') {
      const quoted = quotedText(line, i);
      if (quoted === null) return null;
      word += quoted.text;
      i = quoted.end;
    } else if (character === '\\' && i + 1 < line.length) {
      i += 1;
      if (line[i] !== '\n') word += line[i];
      else if (word === '') word = null;
    } else word += character;
  }
  if (word !== null) words.push(word);
  return words;
}

/** What stands between the quote at `start` and the next one, which is at `end`. */
function quotedText(line: string, start: number): { readonly text: string; readonly end: number } | null {
  const quote = line[start] as string;
  let text = '';
  for (let i = start + 1; i < line.length; i++) {
    if (line[i] === quote) return { text, end: i };
    if (quote === '"' && line[i] === '\\' && /["\\$`\n]/.test(line[i + 1] ?? '')) {
      i += 1;
      if (line[i] === '\n') continue;
    }
    text += line[i];
  }
  return null;
}
