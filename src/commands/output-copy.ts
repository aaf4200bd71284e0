import type { Readable } from 'node:stream';
import type { OutputCopy } from './spawn.js';

/** Bytes that are kept of what a command writes; the rest is passed on alone. */
const KEPT = 1024 * 1024;
/** ms of silence after which a child that outlives the command, and has its stdout, is not listened to any more. */
const SILENCE = 1_000;

/** Passes a command's stdout on to ours, byte for byte and as fast as that is read, and keeps its beginning. */
export class StdoutCopy implements OutputCopy {
  readonly #chunks: Buffer[] = [];
  #size = 0;
  #stdout: Readable | null = null;
  #hasEnded = false;
  #silence: NodeJS.Timeout | null = null;

  /** What it wrote, as text. */
  get text(): string {
    const text = Buffer.concat(this.#chunks).subarray(0, KEPT).toString('utf8');
    return this.#size > KEPT ? `${text}\n... (truncated: ${KEPT} of ${this.#size} bytes)\n` : text;
  }

  async take(stdout: Readable): Promise<void> {
    this.#stdout = stdout;
    const ours = process.stdout;
    // Where our reader leaves, the command is told by its own pipe, as without us; the run goes on to its end.
    const others = ours.listeners('error') as (() => void)[];
    for (const listener of others) ours.off('error', listener);
    const leave = () => stdout.destroy();
    const goOn = () => {
      stdout.resume();
      this.#listen();
    };
    ours.on('error', leave).on('drain', goOn);
    await new Promise<void>((resolve) => {
      stdout.on('data', (bytes: Buffer) => {
        if (this.#size < KEPT) this.#chunks.push(bytes);
        this.#size += bytes.length;
        if (!ours.write(bytes)) stdout.pause();
        this.#listen();
      });
      stdout.on('close', resolve);
    });
    if (this.#silence !== null) clearTimeout(this.#silence);
    ours.off('drain', goOn);
    // What it could not take is told later, and nobody minds.
    if (!ours.destroyed) ours.off('error', leave);
    for (const listener of others) ours.on('error', listener);
  }

  commandEnded(): void {
    this.#hasEnded = true;
    this.#listen();
  }

  #listen(): void {
    if (this.#silence !== null) clearTimeout(this.#silence);
    this.#silence = null;
    const stdout = this.#stdout;
    if (!this.#hasEnded || stdout === null || stdout.isPaused() || stdout.destroyed) return;
    this.#silence = setTimeout(() => stdout.destroy(), SILENCE);
  }
}
