import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A configuration file of OpenStack's clients, as it was found. */
export interface CloudFile {
  readonly path: string;
  readonly text: string;
}

/** The files that name clouds; null: there is none. */
export interface CloudFiles {
  readonly clouds: CloudFile | null;
  /** Merged over `clouds`: passwords, mostly. */
  readonly secure: CloudFile | null;
  /** Profiles that clouds refer to. */
  readonly vendors: CloudFile | null;
}

/** Where the client starts. */
export interface ClientPlace {
  readonly cwd: string;
  readonly home: string;
  readonly platform: NodeJS.Platform;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the files that OpenStack's clients would: of each kind the first that is there and may be read, in
 * openstacksdk's order (openstack/config/loader.py): what the environment names, the current folder, the
 * user's, the system's; `.yaml` before `.yml` before `.json`.
 */
export function readCloudFiles(env: Environment, place: ClientPlace): CloudFiles {
  const folders = searchedFolders(env, place);
  const find = (name: string, named?: string) => {
    const inFolders = folders.flatMap((dir) =>
      ['yaml', 'yml', 'json'].map((end) => join(dir, `${name}.${end}`)),
    );
    return firstReadable(named ? [named, ...inFolders] : inFolders);
  };
  return {
    clouds: find('clouds', env.OS_CLIENT_CONFIG_FILE),
    secure: find('secure', env.OS_CLIENT_SECURE_FILE),
    vendors: find('clouds-public'),
  };
}

function searchedFolders(env: Environment, { cwd, home, platform }: ClientPlace): string[] {
  const userHome = env.SNAP_REAL_HOME || home;
  const user =
    platform === 'darwin'
      ? join(home, 'Library/Application Support/openstack')
      : join(env.XDG_CONFIG_HOME || join(home, '.config'), 'openstack');
  const site = (env.XDG_CONFIG_DIRS || '/etc/xdg').split(':').filter(Boolean);
  return [
    cwd,
    user,
    join(userHome, '.config/openstack'),
    ...site.map((dir) => join(dir, 'openstack')),
    '/etc/openstack',
  ];
}

function firstReadable(paths: readonly string[]): CloudFile | null {
  for (const path of paths) {
    if (!existsSync(path)) continue;
    try {
      return { path, text: readFileSync(path, 'utf8') };
    } catch {
      // The client goes on to the next one as well.
    }
  }
  return null;
}

/** A folder of our own for the command's configuration, which may hold passwords: nobody else reads it. */
export interface PrivateFolder {
  readonly path: string;
  write(name: string, text: string): void;
  /** Removes it with all that is in it. */
  remove(): void;
}

/**
 * Makes a new folder with mode 0700; what is written into it gets 0600. However the process ends, but for a
 * SIGKILL, it is removed at the latest then.
 */
export function makePrivateFolder(parent = tmpdir()): PrivateFolder {
  const path = mkdtempSync(join(parent, 'requestshook-'));
  chmodSync(path, 0o700);
  const remove = () => {
    process.removeListener('exit', remove);
    rmSync(path, { recursive: true, force: true });
  };
  process.once('exit', remove);
  return {
    path,
    write: (name, text) => writeFileSync(join(path, name), text, { mode: 0o600, flag: 'wx' }),
    remove,
  };
}
