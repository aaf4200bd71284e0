// Compiles the pass over JSON (AssemblyScript) to WebAssembly, with instructions for sixteen bytes at a time and without, and puts
// both into one module: it goes wherever the module goes, into the bundle and into the tests' build.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'src', 'formats', 'json-pass');

async function compiled(...features) {
  const outputs = new Map();
  const { error, stderr } = await asc.main(
    ['pass.ts', '-O3', '--noAssert', '--runtime', 'stub', '--outFile', 'pass.wasm', ...features],
    {
      readFile(name) {
        try {
          return readFileSync(join(folder, name), 'utf8');
        } catch {
          // The compiler looks in several places, its own library among them.
          return null;
        }
      },
      writeFile: (name, contents) => outputs.set(name, contents),
      listFiles: () => [],
    },
  );
  if (error !== null) throw new Error(`src/formats/json-pass does not compile\n${stderr.toString()}`);
  return Buffer.from(outputs.get('pass.wasm')).toString('base64');
}

const module = `// Made by scripts/compile-json-pass.mjs from pass.ts. WebAssembly, Base64.
/** Sixteen bytes at a time. */
export const WIDE =
  '${await compiled('--enable', 'simd')}';
/** One byte at a time. */
export const NARROW =
  '${await compiled()}';
`;
writeFileSync(join(folder, 'compiled.ts'), module);
