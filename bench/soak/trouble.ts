import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Ledger } from './ledger.js';

const FILES = ['requests.log', 'diagram.md', 'variables.md', 'body.md', 'journal.ndjson'];
/** ms for which the disk is full at a time. */
const FULL = 1_500;

/** A folder on a disk of its own, which can be filled without harm; with `disk: false` where none can be mounted. */
export function makeFolder(path: string): { readonly disk: boolean } {
  mkdirSync(path, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256m', 'requestshook-soak', path], { stdio: 'ignore' });
  } catch {
    return { disk: false };
  }
  // Before the folder that it is in is removed.
  process.prependListener('exit', () => {
    try {
      execFileSync('umount', ['--lazy', path], { stdio: 'ignore' });
    } catch {
      // It is gone already.
    }
  });
  return { disk: true };
}

/** What an operator, or a disk, does to the files of a trace meanwhile. */
export class Trouble {
  readonly #folder: string;
  readonly #ledger: Ledger;
  readonly #hangUp: () => void;
  rotations = 0;
  fullDisks = 0;

  constructor(folder: string, ledger: Ledger, hangUp: () => void) {
    this.#folder = folder;
    this.#ledger = ledger;
    this.#hangUp = hangUp;
  }

  /** Renames all files, has new ones made, and reads and removes the old ones. */
  async rotate(): Promise<void> {
    const path = (name: string) => join(this.#folder, name);
    for (const name of FILES) if (existsSync(path(name))) renameSync(path(name), path(`${name}.1`));
    this.#hangUp();
    this.rotations += 1;
    while (!FILES.every((name) => existsSync(path(name)))) await sleep(20);
    this.readRest('.1');
    for (const name of FILES) rmSync(path(`${name}.1`), { force: true });
  }

  readRest(suffix = ''): void {
    this.#ledger.read(join(this.#folder, `journal.ndjson${suffix}`));
  }

  /** Fills the disk for a moment. */
  async fill(): Promise<void> {
    const { bavail, bsize } = statfsSync(this.#folder);
    const ballast = join(this.#folder, 'ballast');
    try {
      writeFileSync(ballast, Buffer.alloc(bavail * bsize));
    } catch {
      // The proxy was quicker with the last block; it is full in any case.
    }
    this.fullDisks += 1;
    await sleep(FULL);
    rmSync(ballast, { force: true });
  }
}
