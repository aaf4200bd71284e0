import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { appendFile, TEXTS } from './lines-file.js';
import { temporaryFolder } from './temporary-folder.js';

const text = (path: string) => readFileSync(path, 'utf8');
const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);

test('a file is made for its owner alone, and so are the folders that it needs', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'a/b/trace.txt');
  const { file, told } = appendFile(path);
  file.append('one\n');
  expect(existsSync(path)).toBe(false);
  expect(file.flush()).toBe(true);
  file.append('two\n');
  expect(file.close()).toBe(0);
  expect(text(path)).toBe('one\ntwo\n');
  expect([mode(join(folder, 'a')), mode(join(folder, 'a/b')), mode(path)]).toEqual(['700', '700', '600']);
  expect(told).toEqual([]);
});

test('a file that is there is appended to, and keeps its rights', () => {
  const path = join(temporaryFolder(), 'trace.txt');
  writeFileSync(path, 'before\n', { mode: 0o640 });
  const { file } = appendFile(path);
  file.append('after\n');
  file.close();
  expect(text(path)).toBe('before\nafter\n');
  expect(mode(path)).toBe('640');
});

test('what cannot be written is kept and written later, in its order, and told once', () => {
  const path = join(temporaryFolder(), 'trace.txt');
  mkdirSync(path);
  const { file, told } = appendFile(path);
  for (const message of ['one\n', 'two\n', 'three\n']) {
    file.append(message);
    expect(file.flush()).toBe(false);
  }
  expect(file.waiting).toBe(3);
  expect(told).toEqual(['EISDIR 0']);
  rmdirSync(path);
  expect(file.flush()).toBe(true);
  expect(told).toEqual(['EISDIR 0', 'written 0']);
  file.append('four\n');
  expect(file.close()).toBe(0);
  expect(text(path)).toBe('one\ntwo\nthree\nfour\n');
});

test('beyond the bound whole messages are left out, counted, and noted in their place', () => {
  const path = join(temporaryFolder(), 'trace.txt');
  mkdirSync(path);
  const { file, told } = appendFile(path, undefined, 10);
  const flushed = (...messages: string[]) => {
    for (const message of messages) file.append(message);
    return file.flush();
  };
  flushed('one\n', 'two\n');
  flushed('three\n', 'four\n');
  // There would be room for this one, but it must not stand before the note.
  flushed('5\n');
  expect(file.lost).toBe(3);
  expect(told).toEqual(['EISDIR 0', 'there is no room to keep more 2']);
  rmdirSync(path);
  expect(flushed('six\n')).toBe(true);
  expect(told.at(-1)).toBe('written 3');
  expect(file.close()).toBe(3);
  expect(text(path)).toBe('one\ntwo\n(3 missing)\nsix\n');
});

test('closing gives the number of messages, not of writes, that are not in the file', () => {
  const path = join(temporaryFolder(), 'trace.txt');
  mkdirSync(path);
  const { file } = appendFile(path);
  for (const message of ['one\n', 'two\n', 'three\n']) file.append(message);
  file.flush();
  file.append('four\n');
  expect(file.close()).toBe(4);
});

test('a gap that others noted is written in its place, and within a larger one counts for what it stands for', () => {
  const path = join(temporaryFolder(), 'trace.txt');
  const { file } = appendFile(path, undefined, 10);
  file.append('one\n');
  file.noteGap(7);
  file.append('two\n');
  file.flush();
  expect(text(path)).toBe('one\n(7 missing)\ntwo\n');
  rmSync(path);
  mkdirSync(path);
  file.append('three\n');
  file.flush();
  file.append('four\n');
  file.noteGap(5);
  file.append('six\n');
  file.flush();
  rmdirSync(path);
  file.flush();
  expect(text(path)).toBe('three\n(7 missing)\n');
  // Those that others left out are counted by them.
  expect(file.close()).toBe(2);
});

test('two that write to one file do not overwrite each other', () => {
  const path = join(temporaryFolder(), 'trace.txt');
  const [a, b] = [appendFile(path).file, appendFile(path).file];
  for (let i = 0; i < 3; i++) {
    a.append(`a${i}\n`);
    b.append(`b${i}\n`);
    a.flush();
    b.flush();
  }
  expect(text(path)).toBe('a0\nb0\na1\nb1\na2\nb2\n');
});

describe('after the file was moved away', () => {
  test('it is written on until it is to be opened anew, and then at once there', () => {
    const path = join(temporaryFolder(), 'trace.txt');
    const { file } = appendFile(path);
    file.append('one\n');
    file.flush();
    renameSync(path, `${path}.1`);
    file.append('two\n');
    file.flush();
    expect(existsSync(path)).toBe(false);
    file.append('three\n');
    file.reopen();
    expect(text(path)).toBe('');
    file.append('four\n');
    file.close();
    expect(text(`${path}.1`)).toBe('one\ntwo\nthree\n');
    expect(text(path)).toBe('four\n');
  });

  test('a new one at the path is noticed without being told', () => {
    const path = join(temporaryFolder(), 'trace.txt');
    const { file } = appendFile(path);
    file.append('one\n');
    file.flush();
    renameSync(path, `${path}.1`);
    writeFileSync(path, '', { mode: 0o640 });
    file.append('two\n');
    file.close();
    expect([text(`${path}.1`), text(path)]).toEqual(['one\n', 'two\n']);
  });

  test('nothing is lost or cut under load, with or without a signal', () => {
    const folder = temporaryFolder();
    const path = join(folder, 'trace.txt');
    const { file } = appendFile(path, TEXTS);
    const sent: string[] = [];
    for (let i = 0; i < 2000; i++) {
      const message = `message ${i}\n${'x'.repeat(i % 700)}\n\n`;
      sent.push(message);
      file.append(message);
      if (i % 7 === 0) file.flush();
      if (i % 97 === 0) {
        file.flush();
        renameSync(path, join(folder, `old.${String(i).padStart(5, '0')}`));
        if (i % 2 === 0) file.reopen();
        else writeFileSync(path, '');
      }
    }
    expect(file.close()).toBe(0);
    const files = readdirSync(folder).sort();
    expect(files.length).toBeGreaterThan(20);
    expect(files.map((name) => text(join(folder, name))).join('')).toBe(sent.join(''));
  });
});

test('a file that is removed is made anew, and its folder too', () => {
  const folder = join(temporaryFolder(), 'logs');
  const path = join(folder, 'trace.txt');
  const { file, told } = appendFile(path);
  file.append('one\n');
  file.flush();
  rmSync(path);
  file.append('two\n');
  file.flush();
  expect(text(path)).toBe('two\n');
  rmSync(folder, { recursive: true });
  file.append('three\n');
  file.close();
  expect(text(path)).toBe('three\n');
  expect(told).toEqual([]);
});

test('a file that is copied and emptied goes on at its beginning', () => {
  const path = join(temporaryFolder(), 'trace.txt');
  const { file } = appendFile(path);
  file.append('one\n');
  file.flush();
  copyFileSync(path, `${path}.1`);
  truncateSync(path);
  expect(file.look()).toBe(true);
  expect(file.look()).toBe(false);
  file.append('two\n');
  file.close();
  expect([text(`${path}.1`), text(path)]).toEqual(['one\n', 'two\n']);
});

describe('between the copying and the emptying of a file (copytruncate)', () => {
  const message = (i: number) => `message ${i}\n${'é'.repeat(i % 300)}\n\n`;
  const all = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, i) => message(from + i)).join('');

  function written(name = 'requests.log') {
    const path = join(temporaryFolder(), name);
    const { file } = appendFile(path, TEXTS);
    const append = (from: number, to: number) => {
      for (let i = from; i < to; i++) file.append(message(i));
      file.flush();
    };
    return { path, file, append };
  }

  test.each(['requests.log.1', 'requests.log-20260801'])(
    'what was written is not lost: it begins the emptied file (%s)',
    (copy) => {
      const { path, file, append } = written();
      append(0, 100);
      copyFileSync(path, join(dirname(path), copy));
      append(100, 150);
      append(150, 200);
      truncateSync(path);
      append(200, 210);
      append(210, 220);
      expect(file.close()).toBe(0);
      expect(text(join(dirname(path), copy))).toBe(all(0, 100));
      expect(text(path)).toBe(all(100, 220));
    },
  );

  test('a message that was copied in part is whole in the emptied file', () => {
    const { path, file, append } = written();
    append(0, 100);
    const half = Buffer.byteLength(all(0, 90)) + 7;
    writeFileSync(`${path}.1`, readFileSync(path).subarray(0, half));
    truncateSync(path);
    append(100, 110);
    expect(file.close()).toBe(0);
    expect(text(path)).toBe(all(90, 110));
  });

  test('nothing is written twice where the copy has all, or is another file', () => {
    const { path, file, append } = written();
    append(0, 100);
    writeFileSync(`${path}.2`, 'x'.repeat(Buffer.byteLength(all(0, 50))));
    writeFileSync(join(dirname(path), 'requests.logs.1'), readFileSync(path).subarray(0, 50));
    truncateSync(path);
    append(100, 110);
    expect(text(path)).toBe(all(100, 110));
    copyFileSync(path, `${path}.1`);
    truncateSync(path);
    append(110, 120);
    file.close();
    expect(text(path)).toBe(all(110, 120));
  });
});

describe('a message that was cut off by a kill', () => {
  test('is taken out of a file of lines, and noted there', () => {
    const path = join(temporaryFolder(), 'trace.txt');
    writeFileSync(path, 'one\ntw');
    const { file } = appendFile(path);
    file.append('three\n');
    file.close();
    expect(text(path)).toBe('one\n(1 missing)\nthree\n');
  });

  test('stays in a file of texts, and what follows begins on a line of its own', () => {
    const path = join(temporaryFolder(), 'trace.txt');
    writeFileSync(path, 'one\nbody\n\ntwo\nbo');
    const { file } = appendFile(path, TEXTS);
    file.append('three\nbody\n\n');
    file.close();
    expect(text(path)).toBe('one\nbody\n\ntwo\nbo\nthree\nbody\n\n');
  });

  test('may be longer than a block, and the only one', () => {
    const path = join(temporaryFolder(), 'trace.txt');
    for (const [before, after] of [
      ['x'.repeat(200_000), '(1 missing)\n'],
      [`one\n${'x'.repeat(200_000)}`, 'one\n(1 missing)\n'],
      [`${'x'.repeat(65_535)}\n${'x'.repeat(65_536)}`, `${'x'.repeat(65_535)}\n(1 missing)\n`],
    ] as const) {
      writeFileSync(path, before);
      const { file } = appendFile(path);
      file.append('two\n');
      file.close();
      expect(text(path)).toBe(`${after}two\n`);
    }
  });

  test('is repaired once: a whole file is left as it is', () => {
    const path = join(temporaryFolder(), 'trace.txt');
    const { file: first } = appendFile(path);
    first.append('one\n');
    first.close();
    const { file: second } = appendFile(path);
    second.append('two\n');
    second.close();
    expect(text(path)).toBe('one\ntwo\n');
  });
});

test('a pipe is written to while somebody reads it, and refused at once where nobody does', async () => {
  const path = join(temporaryFolder(), 'pipe');
  execFileSync('mkfifo', [path]);
  const { file, told } = appendFile(path);
  file.append('one\n');
  expect(file.flush()).toBe(false);
  expect(told).toEqual(['ENXIO 0']);
  const { open } = await import('node:fs/promises');
  const reader = await open(path, 'r+');
  file.append('two\n');
  expect(file.flush()).toBe(true);
  expect(file.close()).toBe(0);
  const { buffer, bytesRead } = await reader.read(Buffer.alloc(100));
  await reader.close();
  expect(buffer.toString('utf8', 0, bytesRead)).toBe('one\ntwo\n');
});

test('what somebody else appends is no reason to begin anew', () => {
  const path = join(temporaryFolder(), 'trace.txt');
  const { file } = appendFile(path);
  file.append('one\n');
  file.flush();
  appendFileSync(path, 'other\n');
  expect(file.look()).toBe(false);
  file.append('two\n');
  file.flush();
  expect(file.look()).toBe(false);
  file.close();
});
