import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appendFile, LINES, TEXTS } from './lines-file.js';

const folder = mkdtempSync(join(tmpdir(), 'rh-disk-'));

/** A disk of 64 KiB; null: this user may not mount one. */
const disk = mountSmallDisk();

function mountSmallDisk(): string | null {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'rh-test', folder], { stdio: 'ignore' });
    return folder;
  } catch {
    return null;
  }
}

afterEach(() => {
  if (disk !== null)
    for (const name of ['trace.txt', 'trace.txt.1', 'ballast']) rmSync(join(disk, name), { force: true });
});
afterAll(() => {
  if (disk !== null) execFileSync('umount', [folder]);
  rmSync(folder, { recursive: true });
});

function testOnDisk(name: string, fn: (disk: string) => void): void {
  if (disk !== null) test(name, () => fn(disk));
  else test.skip(`${name} (skipped: only root may mount a small disk)`, () => {});
}

const message = (i: number) => `${i} ${String(i % 10).repeat(995)}é\n`;
const messages = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => message(from + i)).join('');

testOnDisk('a full disk cuts no message: the rest follows when there is room', (at) => {
  const path = join(at, 'trace.txt');
  writeFileSync(join(at, 'ballast'), Buffer.alloc(32 * 1024));
  const { file, told } = appendFile(path);
  for (let i = 0; i < 50; i++) file.append(message(i));
  expect(file.flush()).toBe(false);
  expect(told).toEqual(['ENOSPC 0']);
  const written = readFileSync(path, 'utf8');
  expect(written.length).toBeGreaterThan(1000);
  expect(messages(0, 50).startsWith(written.replace(/�+$/, ''))).toBe(true);
  expect(file.waiting).toBe(50 - (written.match(/\n/g) ?? []).length);
  rmSync(join(at, 'ballast'));
  file.append(message(50));
  expect(file.flush()).toBe(true);
  expect(told).toEqual(['ENOSPC 0', 'written 0']);
  expect(file.close()).toBe(0);
  expect(readFileSync(path, 'utf8')).toBe(messages(0, 51));
});

testOnDisk('on a disk that stays full the messages that are not whole in the file are counted', (at) => {
  const path = join(at, 'trace.txt');
  const { file } = appendFile(path);
  for (let i = 0; i < 100; i++) file.append(message(i));
  file.flush();
  for (let i = 100; i < 110; i++) file.append(message(i));
  const lost = file.close();
  const whole = (readFileSync(path, 'utf8').match(/\n/g) ?? []).length;
  expect(whole).toBeGreaterThan(50);
  expect(lost).toBe(110 - whole);
  // The next start, when there is room, repairs what is cut.
  rmSync(path);
  writeFileSync(path, `${messages(0, 3)}3 333`);
  const { file: next } = appendFile(path);
  next.append(message(4));
  next.close();
  expect(readFileSync(path, 'utf8')).toBe(`${messages(0, 3)}(1 missing)\n${message(4)}`);
});

testOnDisk('a log that is moved away from a full disk leaves no message cut in the new one', (at) => {
  const path = join(at, 'trace.txt');
  const { file } = appendFile(path, TEXTS);
  for (let i = 0; i < 100; i++) file.append(message(i));
  file.flush();
  const before = file.waiting;
  renameSync(path, `${path}.1`);
  file.reopen();
  expect(file.waiting).toBe(before);
  const old = readFileSync(`${path}.1`, 'utf8').split('\n').length - 1;
  rmSync(`${path}.1`);
  expect(file.close()).toBe(0);
  expect(readFileSync(path, 'utf8')).toBe(messages(old, 100));
});

testOnDisk('a full disk that somebody makes room on by removing the log goes on in a new one', (at) => {
  const path = join(at, 'trace.txt');
  const { file } = appendFile(path, LINES, 20_000);
  for (let i = 0; i < 100; i++) file.append(message(i));
  file.flush();
  const written = 100 - file.waiting;
  for (let i = 100; i < 130; i++) file.append(message(i));
  file.flush();
  expect(file.lost).toBe(30);
  rmSync(path);
  file.append(message(130));
  expect(file.close()).toBe(30);
  expect(readFileSync(path, 'utf8')).toBe(`${messages(written, 100)}(30 missing)\n${message(130)}`);
});
