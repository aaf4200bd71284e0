// Builds the page into dist/page: one script, one style sheet, compressed once and for all.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const source = join(root, 'src/web/page');
const target = join(root, 'dist/page');

const { outputFiles } = await build({
  entryPoints: [join(source, 'main.tsx'), join(source, 'style.css')],
  outdir: target,
  bundle: true,
  minify: true,
  write: false,
  format: 'esm',
  target: ['es2022', 'chrome110', 'firefox115', 'safari16.4'],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  legalComments: 'none',
});

const assets = outputFiles.map(({ path, contents }) => [basename(path), contents]);
for (const name of ['index.html', 'icon.svg']) assets.push([name, readFileSync(join(source, name))]);

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
for (const [name, contents] of assets) {
  const packed = brotliCompressSync(contents, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: contents.length },
  });
  writeFileSync(join(target, `${name}.br`), packed);
}
