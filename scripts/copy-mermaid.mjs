// Puts Mermaid, as its makers built it for browsers, beside the program: `diagram --format svg` draws with it.
// One file with its licence at the top, so that nothing else of it has to be installed.
import { readFileSync, writeFileSync } from 'node:fs';

const mermaid = new URL('../node_modules/mermaid/', import.meta.url);
const read = (path) => readFileSync(new URL(path, mermaid), 'utf8');

const { version } = JSON.parse(read('package.json'));
const licence = read('LICENSE').trim().replaceAll('*/', '* /');
const banner = `/*!\nMermaid ${version}, https://mermaid.js.org\n\n${licence}\n*/\n`;
writeFileSync(new URL('../dist/mermaid.min.js', import.meta.url), banner + read('dist/mermaid.min.js'));
