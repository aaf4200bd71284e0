import {
  chmodSync,
  chownSync,
  closeSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { openForAppending, whyNotWritable } from '../../src/recorder/open-file.js';
import { temporaryFolder } from './temporary-folder.js';

const NOBODY = 65534;

/** Only root can make a file another user's. */
function testAsRoot(name: string, fn: () => void): void {
  if (process.geteuid?.() === 0) test(name, fn);
  else test.skip(`${name} (skipped: needs root)`, fn);
}

/** A folder like /tmp, in which everybody may make files. */
function sharedFolder(): string {
  const folder = temporaryFolder();
  chmodSync(folder, 0o1777);
  return folder;
}

function append(path: string, text: string): void {
  const fd = openForAppending(path);
  writeSync(fd, text);
  closeSync(fd);
}

/** Makes root's own process nobody's, for the time of the call. */
function asNobody(act: () => void): void {
  process.seteuid?.(NOBODY);
  try {
    act();
  } finally {
    process.seteuid?.(0);
  }
}

test('a link of our own is followed, also one to a file that is not there yet', () => {
  for (const folder of [temporaryFolder(), sharedFolder()]) {
    symlinkSync(join(folder, 'target'), join(folder, 'link'));
    append(join(folder, 'link'), 'one\n');
    expect(readFileSync(join(folder, 'target'), 'utf8')).toBe('one\n');
    expect(statSync(join(folder, 'target')).mode & 0o777).toBe(0o600);
  }
});

testAsRoot('a link that another user planted in a folder for everybody is not followed', () => {
  const folder = sharedFolder();
  const [target, link] = [join(folder, 'target'), join(folder, 'requests.log')];
  asNobody(() => symlinkSync(target, link));
  const open = () => openForAppending(link);
  expect(open).toThrow(
    "the link there is another user's (uid 65534), in a folder that everybody may write to",
  );
  expect(() => statSync(target)).toThrow('ENOENT');
});

testAsRoot('a file that another user planted in a folder for everybody is not written to', () => {
  const file = join(sharedFolder(), 'requests.log');
  writeFileSync(file, '');
  chownSync(file, NOBODY, NOBODY);
  expect(() => openForAppending(file)).toThrow("the file there is another user's (uid 65534)");
  expect(readFileSync(file, 'utf8')).toBe('');
});

testAsRoot("in a folder of one's own, files and links of others are meant", () => {
  const folder = temporaryFolder();
  const file = join(folder, 'requests.log');
  writeFileSync(file, '');
  chownSync(file, NOBODY, NOBODY);
  append(file, 'one\n');
  chmodSync(folder, 0o777);
  asNobody(() => symlinkSync(file, join(folder, 'link')));
  chmodSync(folder, 0o755);
  append(join(folder, 'link'), 'two\n');
  expect(readFileSync(file, 'utf8')).toBe('one\ntwo\n');
});

testAsRoot("root's links and files are everybody's", () => {
  const folder = sharedFolder();
  const file = join(folder, 'target');
  writeFileSync(file, '');
  chmodSync(file, 0o666);
  symlinkSync(file, join(folder, 'link'));
  asNobody(() => append(join(folder, 'link'), 'one\n'));
  expect(readFileSync(file, 'utf8')).toBe('one\n');
});

test.each([
  ['EACCES', "EACCES: permission denied, open '/x/y'", 'this user may not write there'],
  ['ENOSPC', 'ENOSPC: no space left on device, write', 'no space left on device'],
  [
    'EISDIR',
    "EISDIR: illegal operation on a directory, open '/it's, here'",
    'illegal operation on a directory',
  ],
  ['EPERM', "the file there is another user's", "the file there is another user's"],
])('the reason of %s is for people', (code, message, why) => {
  expect(whyNotWritable(Object.assign(new Error(message), { code }))).toBe(why);
});
