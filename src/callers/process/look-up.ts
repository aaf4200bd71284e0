import { closeSync, openSync, readFileSync, readlinkSync, readSync } from 'node:fs';
import { readArguments, shownCommand } from './command-line.js';
import { processName } from './process-name.js';
import { ProcessSockets } from './process-sockets.js';
import {
  type Endpoint,
  endpointText,
  endsText,
  findSocket,
  findSockets,
  LONGEST_ROW,
  type SocketRow,
  unmapped,
  type Wanted,
} from './socket-table.js';

/** A connection, as one of its ends sees it. */
export interface Ends {
  readonly own: Endpoint;
  readonly far: Endpoint;
}

/** A process at the other end of a connection. */
export interface FoundProcess {
  readonly pid: number;
  /** For people, secrets hidden. */
  readonly command: string;
  /** What a person would call it; null: nothing says what it is. */
  readonly name: string | null;
}

/** What a search came to. `uid` alone: the socket is there, but this user may not see whose it is. */
export type Found = FoundProcess | { readonly uid: number } | null;

/** Bytes that are read of a table at once. */
const PIECE = 64 * 1024;

interface Search {
  readonly own: string;
  readonly far: string;
  row: SocketRow | null;
}

/** So many are quicker looked for one by one than line by line. */
const FEW = 8;

/** Gives how many were found. */
function findEach(table: Buffer, searches: readonly Search[], from: number): number {
  let found = 0;
  for (const search of searches) {
    if (search.row !== null) continue;
    search.row = findSocket(table, search.own, search.far, from);
    if (search.row !== null) found++;
  }
  return found;
}

function findAll(table: Buffer, wanted: Wanted<Search>, from: number): number {
  let found = 0;
  for (const [search, row] of findSockets(table, wanted, from)) {
    if (search.row === null) found++;
    search.row = row;
  }
  return found;
}

/** Finds the processes behind sockets of this host in Linux's /proc. Blocks: it is for a thread of its own. */
export class ProcessLookUp {
  readonly #proc: string;
  readonly #sockets: ProcessSockets;
  #buffer = Buffer.allocUnsafeSlow(8 * PIECE);

  constructor(proc = '/proc') {
    this.#proc = proc;
    this.#sockets = new ProcessSockets(proc);
  }

  /** Takes what later look-ups go faster with. */
  prepare(): void {
    this.#sockets.prepare();
  }

  /** Who has the sockets with these own ends; the tables are read once for all of them. */
  find(connections: readonly Ends[]): Found[] {
    const rows = this.#rows(connections);
    const owners = this.#sockets.ownersOf(rows.flatMap((row) => row?.inode ?? []));
    return rows.map((row) => {
      const pid = row === null ? undefined : owners.get(row.inode);
      if (pid !== undefined) return this.#describe(pid);
      return row === null ? null : { uid: row.uid };
    });
  }

  /** Which of these connections end at that process. */
  heldBy(pid: number, connections: readonly Ends[]): boolean[] {
    const sockets = this.#sockets.socketsOf(pid);
    return this.#rows(connections).map((row) => row !== null && sockets.has(row.inode));
  }

  /** Their rows. Where a table changes while it is read, a line can be missed: what was not found is looked for twice. */
  #rows(connections: readonly Ends[]): (SocketRow | null)[] {
    const rows = this.#rowsOnce(connections);
    const missed = connections.filter((_, i) => rows[i] === null);
    if (missed.length === 0) return rows;
    const again = this.#rowsOnce(missed);
    let next = 0;
    return rows.map((row) => row ?? again[next++] ?? null);
  }

  #rowsOnce(connections: readonly Ends[]): (SocketRow | null)[] {
    const searches = connections.map(({ own, far }) => searchFor(own, far, false));
    if (connections.some(({ far }) => !far.address.includes(':') || unmapped(far.address) !== far.address)) {
      this.#read('tcp', searches);
    }
    // A socket for IPv6 may be connected to an IPv4 address, mapped.
    const left = connections.map(({ own, far }, i) =>
      searches[i]?.row === null ? searchFor(own, far, true) : null,
    );
    this.#read(
      'tcp6',
      left.filter((search) => search !== null),
    );
    return connections.map((_, i) => searches[i]?.row ?? left[i]?.row ?? null);
  }

  /** Reads a table until all is found. */
  #read(table: 'tcp' | 'tcp6', searches: readonly Search[]): void {
    let missing = searches.length;
    if (missing === 0) return;
    const wanted =
      missing > FEW ? new Map(searches.map((search) => [endsText(search.own, search.far), search])) : null;
    let file: number;
    try {
      file = openSync(`${this.#proc}/net/${table}`, 'r');
    } catch {
      return;
    }
    try {
      for (let end = 0, searched = 0; missing > 0; ) {
        if (this.#buffer.length - end < PIECE) {
          // Only the last line matters of what was searched.
          this.#buffer.copy(this.#buffer, 0, searched, end);
          end -= searched;
          searched = 0;
        }
        const length = readSync(file, this.#buffer, end, PIECE, null);
        if (length === 0) break;
        end += length;
        const bytes = this.#buffer.subarray(0, end);
        missing -= wanted === null ? findEach(bytes, searches, searched) : findAll(bytes, wanted, searched);
        searched = Math.max(0, end - LONGEST_ROW);
      }
    } finally {
      closeSync(file);
    }
  }

  #describe(pid: number): FoundProcess | null {
    const folder = `${this.#proc}/${pid}`;
    try {
      const argv = readArguments(readFileSync(`${folder}/cmdline`));
      const name = processName({ argv, exe: this.#link(`${folder}/exe`), cwd: this.#link(`${folder}/cwd`) });
      return { pid, command: shownCommand(argv), name };
    } catch {
      return null; // It ended meanwhile.
    }
  }

  #link(path: string): string | null {
    try {
      return readlinkSync(path);
    } catch {
      return null;
    }
  }
}

function searchFor(own: Endpoint, far: Endpoint, mapped: boolean): Search {
  return { own: endpointText(own, mapped) ?? '-', far: endpointText(far, mapped) ?? '-', row: null };
}
