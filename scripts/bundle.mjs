// Puts the program together from its modules, without what only people read: a process loads a few files instead of some
// two hundred, which is half of the time until it is ready, and keeps less in memory. What is there all the time V8 goes over
// again and again while a large body passes. Packages stay outside, except two of many modules of which few are used.
import { copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const source = join(root, 'src');
const dist = join(root, 'dist');
const BUNDLED = ['yargs', 'zod'];
const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Modules that look for files beside them find those where they would be without this. */
const keepPlaces = {
  name: 'keep-places',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      if (!text.includes('import.meta.url')) return undefined;
      const place = relative(source, path).replaceAll('\\', '/').replace(/\.ts$/, '.js');
      return {
        loader: 'ts',
        contents: text.replaceAll('import.meta.url', `new URL('./${place}', import.meta.url).href`),
      };
    });
  },
};

const { metafile } = await build({
  // All but the first are threads or processes of their own.
  entryPoints: [
    'cli.ts',
    'recorder/worker.ts',
    'callers/process/worker.ts',
    'web/server/worker.ts',
    'commands/workers/worker.ts',
  ].map((path) => join(source, path)),
  outdir: dist,
  outbase: source,
  bundle: true,
  splitting: true,
  external: Object.keys(dependencies).filter((name) => !BUNDLED.includes(name)),
  platform: 'node',
  format: 'esm',
  target: 'node20',
  minifyWhitespace: true,
  minifySyntax: true,
  metafile: true,
  chunkNames: '[name]-[hash]',
  plugins: [keepPlaces],
});

// The licence of each package that is in there now.
const packages = new Set(
  Object.keys(metafile.inputs).flatMap(
    (path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? [],
  ),
);
mkdirSync(join(dist, 'licenses'), { recursive: true });
for (const name of packages) {
  const folder = join(root, 'node_modules', name);
  const licence = readdirSync(folder).find((file) => /^licen[cs]e\b/i.test(file));
  if (licence === undefined) throw new Error(`${name} comes without a licence`);
  copyFileSync(join(folder, licence), join(dist, 'licenses', `${name.replace('/', '-')}.txt`));
}
