import type { Lead } from './environment-clouds.js';

/**
 * The value of the client's option `--os-NAME` (`--os_NAME`, `--os-NAME=VALUE`); null: not given. The last one counts. As
 * Python's argparse has it, its beginning will do (`--os-auth-u`); one that could be another option's is refused by the client.
 */
export function osArgument(argv: readonly string[], name: string): string | null {
  let value: string | null = null;
  for (const [i, argument] of argv.entries()) {
    const option = OS_OPTION.exec(argument);
    if (option === null || !name.startsWith((option[1] as string).replaceAll('_', '-'))) continue;
    value = option[2] ?? argv[i + 1] ?? null;
  }
  return value;
}

/** Whether the client is told not to verify certificates: by `--insecure`, or its beginning. */
export function isInsecure(argv: readonly string[]): boolean {
  return argv.some((argument) => argument.startsWith('--inse') && '--insecure'.startsWith(argument));
}

/**
 * The arguments with the URLs that are values of `--os-...` options led to the proxy. Others are what
 * the command is about (`openstack endpoint create ... URL`) and stay.
 */
export function leadArguments(argv: readonly string[], lead: Lead): string[] {
  return argv.map((argument, i) => {
    const option = OS_OPTION.exec(argument);
    const value = option?.[2];
    if (value !== undefined) return argument.slice(0, argument.length - value.length) + lead(value);
    const before = OS_OPTION.exec(argv[i - 1] ?? '');
    return before !== null && before[2] === undefined ? lead(argument) : argument;
  });
}

/** The arguments with another value for `--os-NAME`, where that is given. */
export function withOsArgument(argv: readonly string[], name: string, value: string): string[] {
  return argv.map((argument, i) => {
    const option = OS_OPTION.exec(argument);
    if (option?.[1]?.replaceAll('_', '-') === name && option[2] !== undefined)
      return argument.slice(0, argument.length - option[2].length) + value;
    const before = OS_OPTION.exec(argv[i - 1] ?? '');
    return before?.[1]?.replaceAll('_', '-') === name && before[2] === undefined ? value : argument;
  });
}

const OS_OPTION = /^--os[-_]([a-z][a-z0-9_-]*)(?:=(.*))?$/s;
