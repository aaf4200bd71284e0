import { readdirSync, readlinkSync, statSync } from 'node:fs';

/** Processes that owned a socket that was looked for. */
const MAX_RECENT = 64;
/** Those of them that are asked before it is known which processes are new, and the descriptors that all of these may have. */
const NEAR = 8;
const NEAR_DESCRIPTORS = 256;

/** What was seen of a process when its descriptors were last read. */
interface Seen {
  /** How many descriptors it had; Linux tells that without their being read since 6.2, 0 before. */
  readonly size: number;
  readonly hadSockets: boolean;
}

/**
 * Finds the process that has a socket, by the links in /proc/PID/fd. To read one of them takes 3 us, and a host has thousands,
 * so the likely processes come first: those that called just now, those that are new, those that called before, those
 * that had sockets when they were last read, or have opened or closed something since.
 */
export class ProcessSockets {
  readonly #proc: string;
  /** The latest first. */
  #recent: number[] = [];
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
    for (const pid of this.#likelyFirst()) {
      for (const inode of this.#socketsOf(pid, wanted)) {
        owners.set(inode, pid);
        wanted.delete(inode);
        this.#remember(pid);
      }
      if (wanted.size === 0) break;
    }
    return owners;
  }

  /** All sockets of a process. */
  socketsOf(pid: number): Set<number> {
    return new Set(this.#links(pid));
  }

  #socketsOf(pid: number, wanted: ReadonlySet<number>): number[] {
    const found: number[] = [];
    let hadSockets = false;
    const size = this.#size(pid);
    if (size === null) return found;
    for (const inode of this.#links(pid)) {
      hadSockets = true;
      if (wanted.has(inode)) found.push(inode);
      if (found.length === wanted.size) break;
    }
    this.#seen.set(pid, { size, hadSockets });
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

  /** null: there is no such process. To ask is cheaper than to be refused. */
  #size(pid: number): number | null {
    try {
      return statSync(`${this.#proc}/${pid}/fd`, { throwIfNoEntry: false })?.size ?? null;
    } catch {
      return 0; // It is, and nobody may look.
    }
  }

  /** All processes, the likely ones first; what takes long to find out is found out when it is their turn. */
  *#likelyFirst(): Generator<number> {
    this.#recent = this.#recent.filter((pid) => this.#size(pid) !== null);
    const recent = [...this.#recent];
    const asked = new Set<number>();
    let descriptors = 0;
    for (const pid of recent.slice(0, NEAR)) {
      // What had few sockets has few descriptors; where the system does not count them, 8 processes it is.
      descriptors += this.#seen.get(pid)?.size ?? 0;
      if (descriptors > NEAR_DESCRIPTORS) break;
      asked.add(pid);
      yield pid;
    }
    const there = this.#all();
    for (const pid of this.#seen.keys()) if (!there.has(pid)) this.#seen.delete(pid);
    // As a rule a process with a higher number is younger.
    const others = [...there].filter((pid) => !asked.has(pid)).sort((a, b) => b - a);
    yield* others.filter((pid) => !this.#seen.has(pid) && !recent.includes(pid));
    yield* recent.filter((pid) => !asked.has(pid));
    const last: number[] = [];
    for (const pid of others) {
      const seen = this.#seen.get(pid);
      if (seen === undefined || recent.includes(pid)) continue;
      if (seen.hadSockets || seen.size !== this.#size(pid)) yield pid;
      else last.push(pid);
    }
    yield* last;
  }

  #all(): Set<number> {
    const pids = new Set<number>();
    for (const name of readdirSync(this.#proc)) {
      const pid = Number(name);
      if (pid > 0) pids.add(pid);
    }
    return pids;
  }

  #remember(pid: number): void {
    const at = this.#recent.indexOf(pid);
    if (at >= 0) this.#recent.splice(at, 1);
    this.#recent.unshift(pid);
    this.#recent.length = Math.min(this.#recent.length, MAX_RECENT);
  }
}
