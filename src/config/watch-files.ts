import { type FSWatcher, statSync, watch as watchFolder } from 'node:fs';
import { dirname } from 'node:path';

/** A watch on files, until it is closed. */
export interface FileWatch {
  /** Looks at once whether a file changed. */
  check(): void;
  /** Calls back after the quiet time, whether or not a file changed. */
  checkSoon(): void;
  close(): void;
}

const POLL_MS = 2000;

/**
 * Calls back when one of the files was written, replaced, removed or made, after `quietMs` without another event.
 * The folders are watched, not the files: an editor that renames its new file over the old one, and a Kubernetes
 * ConfigMap, whose links are swapped, would be lost otherwise. Where the system gives no watch (inotify's limit, network
 * file systems) the files are looked at every 2 s. Keeps the process alive by nothing.
 */
export function watchFiles(
  files: readonly string[],
  quietMs: number,
  onChange: () => void,
  watch: typeof watchFolder = watchFolder,
  pollMs = POLL_MS,
): FileWatch {
  let known = stamps(files);
  let seen = known;
  let forced = false;
  let quiet: NodeJS.Timeout | undefined;
  let polling: NodeJS.Timeout | undefined;

  const check = () => {
    const now = stamps(files);
    if (now === known && !forced) return;
    known = now;
    seen = now;
    forced = false;
    onChange();
  };
  // Waits until the files stay as they are for the quiet time. Other events in the folder, which may be that of
  // a log, do not put it off.
  const settle = () => {
    quiet = undefined;
    const now = stamps(files);
    if (now === seen) return check();
    seen = now;
    soon();
  };
  const soon = () => {
    quiet ??= setTimeout(settle, quietMs).unref();
  };
  const poll = () => {
    polling ??= setInterval(soon, pollMs).unref();
  };

  const watchers: FSWatcher[] = [];
  for (const folder of new Set(files.map((file) => dirname(file)))) {
    try {
      const watcher = watch(folder, { persistent: false }, soon);
      watcher.on('error', poll);
      watchers.push(watcher);
    } catch {
      poll();
    }
  }
  return {
    check,
    checkSoon() {
      forced = true;
      soon();
    },
    close() {
      clearTimeout(quiet);
      clearInterval(polling);
      for (const watcher of watchers) watcher.close();
    },
  };
}

/** Changes whenever a file's content is written or another file takes its place. */
function stamps(files: readonly string[]): string {
  return files.map(stamp).join();
}

function stamp(file: string): string {
  try {
    const { ino, mtimeNs, size } = statSync(file, { bigint: true });
    return `${ino}:${mtimeNs}:${size}`;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unreadable';
  }
}
