import { readdirSync, readlinkSync, statSync } from 'node:fs';

/** Processes that owned a socket that was looked for; they are asked first. */
const MAX_RECENT = 64;

/** What was seen of a process when its descriptors were last read. */
interface Seen {
  /** How many descriptors it had; Linux tells that without their being read since 6.2, 0 before. */
  readonly size: number;
  readonly hadSockets: boolean;
}

/**
 * Finds the process that has a socket, by the links in /proc/PID/fd. To read those of every process takes 20 us each,
 * so the likely ones come first: those that called before, those that are new, those that had sockets when they were
 * last read, or have opened or closed something since.
 */
export class ProcessSockets {
  readonly #proc: string;
  readonly #recent: number[] = [];
  readonly #seen = new Map<number, Seen>();

  /** @param proc where /proc is. */
  constructor(proc: string) {
    this.#proc = proc;
  }

  /** Reads all processes once, so that later it is known which ones are new or have changed. */
  prepare(): void {
    for (const pid of this.#all()) this.#socketsOf(pid, new Set([-1]));
  }

  /** The processes that have the sockets with these inodes, as far as they can be seen. */
  ownersOf(inodes: Iterable<number>): Map<number, number> {
    const wanted = new Set(inodes);
    const owners = new Map<number, number>();
    if (wanted.size === 0) return owners;
    const ask = (pid: number): boolean => {
      for (const inode of this.#socketsOf(pid, wanted)) {
        owners.set(inode, pid);
        wanted.delete(inode);
        this.#remember(pid);
      }
      return wanted.size === 0;
    };
    for (const pid of [...this.#recent]) if (ask(pid)) return owners;
    for (const pid of this.#likelyFirst()) if (ask(pid)) return owners;
    return owners;
  }

  /** All sockets of a process. */
  socketsOf(pid: number): Set<number> {
    return new Set(this.#links(pid));
  }

  #socketsOf(pid: number, wanted: ReadonlySet<number>): number[] {
    const found: number[] = [];
    let hadSockets = false;
    for (const inode of this.#links(pid)) {
      hadSockets = true;
      if (wanted.has(inode)) found.push(inode);
      if (found.length === wanted.size) break;
    }
    this.#seen.set(pid, { size: this.#size(pid), hadSockets });
    return found;
  }

  /** Inodes of the sockets of a process, the newest descriptors first; none where this user may not look. */
  *#links(pid: number): Generator<number> {
    const folder = `${this.#proc}/${pid}/fd`;
    let names: string[];
    try {
      names = readdirSync(folder);
    } catch {
      return;
    }
    for (let i = names.length - 1; i >= 0; i--) {
      let link: string;
      try {
        link = readlinkSync(`${folder}/${names[i]}`);
      } catch {
        continue; // Closed meanwhile.
      }
      if (link.startsWith('socket:[')) yield Number(link.slice('socket:['.length, -1));
    }
  }

  #size(pid: number): number {
    try {
      return statSync(`${this.#proc}/${pid}/fd`).size;
    } catch {
      return 0;
    }
  }

  /** All processes but the recent ones, the likely ones first. */
  *#likelyFirst(): Generator<number> {
    const recent = new Set(this.#recent);
    const there = this.#all();
    for (const pid of this.#seen.keys()) if (!there.has(pid)) this.#seen.delete(pid);
    // As a rule a process with a higher number is younger.
    const others = [...there].filter((pid) => !recent.has(pid)).sort((a, b) => b - a);
    const old: [pid: number, seen: Seen][] = [];
    for (const pid of others) {
      const seen = this.#seen.get(pid);
      if (seen === undefined) yield pid;
      else old.push([pid, seen]);
    }
    const last: number[] = [];
    for (const [pid, seen] of old) {
      if (seen.hadSockets || seen.size !== this.#size(pid)) yield pid;
      else last.push(pid);
    }
    yield* last;
  }

  #all(): Set<number> {
    const pids = new Set<number>();
    for (const name of readdirSync(this.#proc)) if (/^\d+$/.test(name)) pids.add(Number(name));
    return pids;
  }

  #remember(pid: number): void {
    const at = this.#recent.indexOf(pid);
    if (at >= 0) this.#recent.splice(at, 1);
    this.#recent.unshift(pid);
    this.#recent.length = Math.min(this.#recent.length, MAX_RECENT);
  }
}
