import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../shared.js';
import { runSuccessfully } from './command.js';

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

let folder: string;
let packed: Packed;

const options = (cwd: string) => ({ cwd, env: { ...process.env, npm_config_loglevel: 'error' } });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rh-package-'));
  // What is packed is what was built: the build is not to be made again under these tests.
  const pack = ['npm', 'pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const { stdout } = await runSuccessfully(pack, options(ROOT));
  packed = (JSON.parse(stdout) as [Packed])[0];
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

test('the package holds what is needed to run, and nothing else', () => {
  const paths = packed.files.map((file) => file.path);
  for (const path of [
    'dist/cli.js',
    'dist/page/main.js.br',
    'dist/licenses/yargs.txt',
    'package.json',
    'README.md',
    'LICENSE',
    'CHANGELOG.md',
  ]) {
    expect(paths).toContain(path);
  }
  const others = paths.filter(
    (path) =>
      !/^(dist\/.+\.(js|js\.map)|dist\/page\/[a-z]+\.(html|css|js|svg)\.br|dist\/licenses\/[a-z0-9-]+\.txt|config\/.+|package\.json|README\.md|LICENSE|CHANGELOG\.md)$/.test(
        path,
      ),
  );
  expect(others).toEqual([]);
});

test('the package, installed into an empty folder, runs the demonstration there', async () => {
  const install = ['npm', 'install', '--no-audit', '--no-fund', join(folder, packed.filename)];
  await runSuccessfully(install, options(folder));
  const program = join(folder, 'node_modules/.bin/requestshook');
  const version = await runSuccessfully([program, '--version'], options(folder));
  const expected = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')).version;
  expect(version.stdout.trim()).toBe(expected);

  const log = join(folder, 'requests.log');
  await runSuccessfully(
    [program, 'demo', '--once', '--log', log, '--dir', join(folder, 'trace')],
    options(folder),
  );
  expect(await readFile(log, 'utf8')).toMatch(/^### \(openstack\) RESP <<< \(glance-api\) : 204 .* DELETE /m);
}, 180_000);
