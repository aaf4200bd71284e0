// Puts the program together from its modules: a process loads a few files instead of some two hundred, which
// is half of the time until it is ready. Packages stay outside, except one of a hundred modules, most of which nobody uses.
import { copyFileSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const source = join(root, 'src');
const dist = join(root, 'dist');
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

await build({
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
  external: Object.keys(dependencies).filter((name) => name !== 'zod'),
  platform: 'node',
  format: 'esm',
  target: 'node20',
  chunkNames: '[name]-[hash]',
  plugins: [keepPlaces],
});
copyFileSync(join(root, 'node_modules/zod/LICENSE'), join(dist, 'zod.LICENSE'));
