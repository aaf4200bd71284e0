import { basename, dirname } from 'node:path';
import { serviceIn } from './service-words.js';

/** Words of a configuration's name that say nothing of what it configures. */
const NOTHING =
  /^(?:u?wsgi|app|main|site|sites|default|etc|conf|config|api|apps|enabled|available|vassals|tmp|opt|srv)$/;

/** The service in a text, else the text itself less what says nothing; null: nothing is left. */
function named(text: string): string | null {
  const service = serviceIn(text);
  if (service !== null) return service;
  const left = text.split(/[-_.\s]+/).filter((word) => word !== '' && !NOTHING.test(word.toLowerCase()));
  return left.length === 0 ? null : left.join('-');
}

/** The values of an option, as `--ini x` and `--ini=x`. */
function valuesOf(argv: readonly string[], option: RegExp): string[] {
  return argv.flatMap((argument, i) => {
    const [name, ...value] = argument.split('=');
    if (!option.test(name as string)) return [];
    return value.length > 0 ? [value.join('=')] : argv.slice(i + 1, i + 2);
  });
}

const UWSGI_TITLE = /^(.*?)\s*uWSGI (?:worker|master|http|spooler|cheaper|emperor|mule|offload|zerg)\b/;

/** Whether a process is uWSGI's. */
export function isUwsgi(program: string, title: string): boolean {
  return /^uwsgi/.test(program) || UWSGI_TITLE.test(title);
}

/**
 * What a uWSGI process serves, null where nothing says it: by its title (`real-stack-glanceuWSGI worker 1`, of
 * procname-prefix), its application (`--wsgi-file /usr/bin/glance-wsgi-api`), or its configuration
 * (`/etc/glance/glance-uwsgi.ini`, `/etc/glance/uwsgi.ini`).
 */
export function uwsgiService(argv: readonly string[]): string | null {
  const prefix = UWSGI_TITLE.exec(argv[0] ?? '')?.[1];
  if (prefix !== undefined) return prefix === '' ? null : named(prefix);
  for (const title of valuesOf(argv, /^--procname(?:-prefix(?:-spaced)?|-master)?$/)) {
    const name = named(title);
    if (name !== null) return name;
  }
  const applications = [
    ...valuesOf(argv, /^--(?:wsgi-file|file)$/).map((file) => basename(file)),
    ...valuesOf(argv, /^(?:-w|--module|--wsgi)$/),
    ...valuesOf(argv, /^--mount$/).map((mount) => basename(mount.replace(/^.*=/, ''))),
  ];
  for (const application of applications) {
    const service = serviceIn(application);
    if (service !== null) return service;
  }
  const files = [
    ...valuesOf(argv, /^(?:--ini|--yaml|--yml|-y|--xml|-x|--json|-j)$/),
    ...argv.slice(1).filter((argument) => /^[^-].*\.(?:ini|ya?ml|xml|json)$/.test(argument)),
  ];
  for (const file of files) {
    const name = configurationName(file);
    if (name !== null) return name;
  }
  return applications.map(named).find((name) => name !== null) ?? null;
}

/** By a configuration's file name, else by the folders that it is in. */
function configurationName(file: string): string | null {
  const own = basename(file).replace(/\.\w+(?::\w+)?$/, '');
  const service = serviceIn(own);
  if (service !== null) return service;
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    const around = serviceIn(basename(folder));
    if (around !== null) return around;
  }
  return named(own);
}

/** Whether a process is Apache's. */
export function isApache(program: string, title: string): boolean {
  return /^(?:apache2?|httpd)(?:[.-]|$)/.test(program) || title.startsWith('(wsgi:');
}

/** What an Apache process serves: mod_wsgi titles its daemons `(wsgi:keystone-public) -k start`; all others serve anybody. */
export function apacheService(title: string): string | null {
  const group = /^\(wsgi:([^)\s]+)/.exec(title)?.[1];
  return group === undefined ? null : named(group);
}

/** What a Gunicorn process serves: by its title (`gunicorn: worker [glance-api]`), its name or its application. */
export function gunicornService(args: readonly string[], title: string): string | null {
  const titled = /^gunicorn: \w+ \[(.+?)\]/.exec(title)?.[1];
  const application = args.find((argument) => /^[\w.]+:[\w.]+(?:\(.*\))?$/.test(argument));
  for (const text of [titled, ...valuesOf(args, /^(?:-n|--name)$/), application?.replace(/:.*$/, '')]) {
    const name = text === undefined || text === 'gunicorn' ? null : named(text.replace(/:\w+$/, ''));
    if (name !== null) return name;
  }
  return null;
}
