import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSettings } from '../../src/config/load.js';
import { type Reloaded, watchSettings } from '../../src/config/reload.js';
import { type FileWatch, watchFiles } from '../../src/config/watch-files.js';

let folder: string;
let file: string;
let watching: FileWatch | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rh-reload-'));
  file = join(folder, 'p.yaml');
});
afterEach(() => {
  watching?.close();
  rmSync(folder, { recursive: true });
});

/** Watches p.yaml; `next()` is the next thing that the watch says. */
function watchedWith(watch = watchFiles) {
  const said: (Reloaded | Error)[] = [];
  let wake = () => {};
  const say = (what: Reloaded | Error) => {
    said.push(what);
    wake();
  };
  const load = () => loadSettings({ flags: { config: file }, env: {} });
  watching = watchSettings({ settings: load(), load, onReload: say, onError: say, quietMs: 10, watch });
  const next = async () => {
    while (said.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    return said.shift() as Reloaded & Error;
  };
  return { next, said };
}

test('tracing is switched off and on by the config file', async () => {
  writeFileSync(file, 'enabled: true\n');
  const { next } = watchedWith();
  writeFileSync(file, 'enabled: false\n');
  expect((await next()).settings.enabled).toBe(false);
  writeFileSync(file, 'enabled: true\ncallers: [{name: a, header: X}]\n');
  expect((await next()).settings).toMatchObject({ enabled: true, callers: [{ name: 'a' }] });
});

test('a file that an editor renames over the old one is seen', async () => {
  writeFileSync(file, 'enabled: true\n');
  const { next } = watchedWith();
  writeFileSync(join(folder, 'p.yaml.new'), 'enabled: false\n');
  renameSync(join(folder, 'p.yaml.new'), file);
  expect((await next()).settings.enabled).toBe(false);
});

test('a file behind a link that is swapped is seen, as in a ConfigMap', async () => {
  for (const [version, enabled] of [
    ['v1', true],
    ['v2', false],
  ] as const) {
    mkdirSync(join(folder, version));
    writeFileSync(join(folder, version, 'p.yaml'), `enabled: ${enabled}\n`);
  }
  symlinkSync('v1', join(folder, 'data'));
  symlinkSync('data/p.yaml', file);
  const { next } = watchedWith();
  symlinkSync('v2', join(folder, 'data.new'));
  renameSync(join(folder, 'data.new'), join(folder, 'data'));
  expect((await next()).settings.enabled).toBe(false);
});

test('filters are read again when their file changes, and when the config names another', async () => {
  const [one, two] = [join(folder, 'one.json'), join(folder, 'two.json')];
  writeFileSync(one, '{"from": "a"}');
  writeFileSync(two, '{"from": "b"}');
  writeFileSync(file, 'filters: one.json\n');
  const { next } = watchedWith();
  const filtered = (reloaded: Reloaded) =>
    ['a', 'b', 'c'].filter((from) => reloaded.filters({ from, to: 'x', method: 'GET', url: 'http://h/' }));
  writeFileSync(one, '{"from": "c"}');
  expect(filtered(await next())).toEqual(['c']);
  writeFileSync(file, 'filters: two.json\n');
  expect(filtered(await next())).toEqual(['b']);
  writeFileSync(two, '{"from": "a"}');
  expect(filtered(await next())).toEqual(['a']);
  writeFileSync(file, '# none\n');
  expect(filtered(await next())).toEqual([]);
});

test('what can not be used is said once, and what held before still holds', async () => {
  writeFileSync(file, 'enabled: true\n');
  const { next, said } = watchedWith();
  writeFileSync(file, 'enabled: nonsense\n');
  expect((await next()).message).toMatch(/p\.yaml:1:10: enabled: expected true or false/);
  writeFileSync(file, 'enabled: nonsense  \n');
  watching?.check();
  expect(said).toEqual([]);
  writeFileSync(file, 'enabled: false\n');
  expect((await next()).settings.enabled).toBe(false);
});

test('a file that stays away is said after a while, and taken again when it is back', async () => {
  writeFileSync(file, 'enabled: true\n');
  const { next } = watchedWith();
  rmSync(file);
  expect((await next()).message).toMatch(/p\.yaml can not be read: there is no such file/);
  writeFileSync(file, 'enabled: false\n');
  expect((await next()).settings.enabled).toBe(false);
});

test('a file that is away for a moment is nothing to speak of', async () => {
  writeFileSync(file, 'enabled: true\n');
  const { next, said } = watchedWith();
  rmSync(file);
  watching?.check();
  expect(said).toEqual([]);
  writeFileSync(file, 'enabled: false\n');
  expect((await next()).settings.enabled).toBe(false);
});

test('what needs a restart is named and stays as it was', async () => {
  writeFileSync(file, 'log: /a.log\n');
  const { next } = watchedWith();
  writeFileSync(file, 'log: /b.log\nsecrets: plain\nenabled: false\n');
  const { settings, needRestart } = await next();
  expect(needRestart).toEqual(['log', 'secrets']);
  expect(settings).toMatchObject({ log: '/a.log', secrets: 'hash', enabled: false });
});

test('a file that says the same as before is no news', () => {
  writeFileSync(file, 'enabled: true\n');
  const { said } = watchedWith();
  writeFileSync(file, '# a comment\nenabled: true\n');
  watching?.check();
  expect(said).toEqual([]);
});

test('where the system gives no watch the files are looked at now and then', async () => {
  writeFileSync(file, 'enabled: true\n');
  const refusing = () => {
    throw Object.assign(new Error('no more watches'), { code: 'ENOSPC' });
  };
  const { next } = watchedWith((files, quietMs, onChange) =>
    watchFiles(files, quietMs, onChange, refusing, 5),
  );
  writeFileSync(file, 'enabled: false\n');
  expect((await next()).settings.enabled).toBe(false);
});
