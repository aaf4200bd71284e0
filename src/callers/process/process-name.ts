import { basename } from 'node:path';
import { callerName } from '../name.js';
import { isTitle } from './command-line.js';
import { interpreterOf, type Program, scriptName } from './interpreter.js';
import { serviceIn } from './service-words.js';
import { apacheService, gunicornService, isApache, isUwsgi, uwsgiService } from './wsgi.js';

/** What /proc tells of a process. */
export interface ProcessFacts {
  readonly argv: readonly string[];
  /** The program's file, null: not to be seen. */
  readonly exe: string | null;
  readonly cwd: string | null;
}

/** Programs that pass on what others ask: who that is they do not tell. */
const RELAYS =
  /^(?:apache2?|httpd|nginx|haproxy|envoy|traefik|caddy|squid|varnishd?|stunnel[45]?|socat|ssh|sshd.*|docker-proxy|rootlessport|slirp4netns|pasta|kubectl|kube-proxy|mitm\w*|tinyproxy|gost|frpc?)$/;

/** Modules that are known by their command. */
const COMMANDS: Record<string, string> = {
  'openstackclient.shell': 'openstack',
  openstackclient: 'openstack',
  'glanceclient.shell': 'glance',
  'novaclient.shell': 'nova',
  'cinderclient.shell': 'cinder',
  'swiftclient.shell': 'swift',
};

/**
 * A process's name as a person would give it, fit for the trace: `openstack` for `/usr/bin/python3 /usr/bin/openstack image
 * list`, `glance-api` for a uWSGI worker that serves it, `curl`. null: nothing says what it is (`python3 -c ...`, an
 * Apache or uWSGI process that could be anybody's), or it only passes on what others ask.
 */
export function processName(facts: ProcessFacts): string | null {
  const name = nameOf(facts);
  return name === null ? null : callerName(name);
}

function nameOf({ argv, exe, cwd }: ProcessFacts): string | null {
  const first = argv[0]?.trim() ?? '';
  const program = programOf(first, exe);
  if (isUwsgi(program, first)) return uwsgiService(argv);
  if (isApache(program, first)) return apacheService(first);
  if (/^gunicorn: /.test(first)) return gunicornService([], first);
  const interpreter = interpreterOf(program) ?? interpreterOf(basename(first));
  if (interpreter !== null) return interpretedName(interpreter, argv, cwd);
  if (/^terraform-provider-/.test(program)) return 'terraform';
  return program === '' || RELAYS.test(program) ? null : program;
}

/** The program's own name: as it was called, unless a title stands there. */
function programOf(first: string, exe: string | null): string {
  const file = exe === null ? null : basename(exe.replace(/ \(deleted\)$/, ''));
  if (file !== null && interpreterOf(file) !== null) return file;
  const called = basename(first.replace(/^-/, ''));
  if (/[\s:]/.test(first) || called === '') return file ?? basename(first.split(/[\s:]/, 1)[0] as string);
  // uwsgi-core, uwsgi_python3: known by the file whatever they are called.
  return file !== null && /^(?:uwsgi|apache2|httpd)/.test(file) ? file : called;
}

function interpretedName(
  interpreter: (argv: readonly string[]) => Program | null,
  argv: readonly string[],
  cwd: string | null,
): string | null {
  if (isTitle(argv)) {
    const title = (argv[0] as string).trim();
    // neutron-server: rpc worker (/usr/bin/python3 /usr/bin/neutron-server ...)
    const told = /^([\w./-]+): /.exec(title)?.[1];
    if (told !== undefined) return basename(told);
    const words = title.split(/\s+/);
    return interpreterOf(basename(words[0] as string)) === null
      ? basename(words[0] as string)
      : interpretedName(interpreter, words, cwd);
  }
  const program = interpreter(argv);
  if (program === null) return null;
  if ('module' in program) return moduleName(program);
  const name = scriptName(program.script, cwd);
  if (name === null) return null;
  if (/^gunicorn[\d.]*$/.test(name)) return gunicornService(program.rest, '');
  return /wsgi/.test(name) ? (serviceIn(name) ?? name) : name;
}

function moduleName({ module, rest }: Program & { module: string }): string | null {
  if (module.endsWith('.jar')) return basename(module, '.jar').replace(/-\d[\w.]*(?:-SNAPSHOT)?$/, '');
  if (module === 'gunicorn') return gunicornService(rest, '');
  return COMMANDS[module] ?? module.replace(/\.__main__$/, '');
}
