import { hiddenHeader } from '../../exchange/secret-headers.js';
import { hiddenUrls } from '../../exchange/secret-urls.js';
import { cover, secretKind } from '../../exchange/secrets.js';

/** Characters of a command line that are kept for people. */
const LONGEST = 1000;

/**
 * The arguments in /proc/PID/cmdline. A process that gives itself a title (setproctitle, uWSGI, nginx) has that in
 * their place, most often as one argument with spaces, followed by what was left of the old ones.
 */
export function readArguments(cmdline: Buffer): string[] {
  const text = cmdline.toString('utf8').replace(/\0+$/, '');
  return text === '' ? [] : text.split('\0');
}

/** Whether the arguments are a title rather than what the program was started with. */
export function isTitle(argv: readonly string[]): boolean {
  return argv.length === 1 && /\s/.test((argv[0] as string).trim());
}

/** curl's and wget's options for `name:password`. */
const CREDENTIALS = /^(?:-u|-U|--user|--proxy-user)$/;
/** Fernet tokens, wherever they stand. */
const FERNET = /gAAAA[\w-]{20,}={0,2}/g;
/** Members of JSON within an argument. */
const MEMBER = /"([\w.-]{1,64})"(\s*:\s*)"((?:[^"\\]|\\.)*)"/g;

function hiddenValue(name: string, value: string): string | null {
  const plain = name.replace(/^-+/, '');
  const kind = secretKind(plain) ?? secretKind(plain.replace(/^os[-_]/i, ''));
  return kind === null ? null : cover(kind, value);
}

/** An argument with its secrets hidden. `before` is the one in front of it. */
function hiddenArgument(argument: string, before: string): string {
  if (before.startsWith('-') && !before.includes('=')) {
    const hidden = argument.startsWith('--') ? null : hiddenValue(before, argument);
    if (hidden !== null) return hidden;
    if (CREDENTIALS.test(before) && argument.includes(':')) return argument.replace(/:.*$/s, ':***');
  }
  // --os-password=x, OS_PASSWORD=x, -H 'X-Auth-Token: x'
  const [, name = '', between = '', value = ''] = /^(-{0,2}[\w.-]{1,64})(=|:\s*)(.*)$/s.exec(argument) ?? [];
  if (between === '=') {
    const hidden = hiddenValue(name, value);
    if (hidden !== null) return `${name}=${hidden}`;
    if (CREDENTIALS.test(name)) return `${name}=${value.replace(/:.*$/s, ':***')}`;
  } else if (between.length > 1) {
    return `${name}${between}${hiddenHeader(name, value)}`;
  }
  return hiddenUrls(argument)
    .replace(MEMBER, (all, key: string, colon: string, text: string) => {
      const kind = secretKind(key);
      return kind === null ? all : `"${key}"${colon}"${cover(kind, text)}"`;
    })
    .replace(FERNET, (token) => cover('token', token));
}

/**
 * A command line as it may be shown: passwords `***`, tokens by their digest (options, variables, headers, URLs and JSON
 * among the arguments), an argument with spaces in quotes; at most 1000 characters.
 */
export function shownCommand(argv: readonly string[]): string {
  if (isTitle(argv)) {
    const title = (argv[0] as string).trim();
    return cut(title.split(' ').map(hiddenInTurn).join(' '));
  }
  const shown = argv
    .map(hiddenInTurn)
    .map((argument) => (/[\s"']|^$/.test(argument) ? quoted(argument) : argument));
  return cut(shown.join(' '));
}

const hiddenInTurn = (argument: string, i: number, all: readonly string[]): string =>
  hiddenArgument(argument, all[i - 1] ?? '');

function quoted(argument: string): string {
  return `'${argument.replaceAll("'", "'\\''")}'`;
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text;
}
