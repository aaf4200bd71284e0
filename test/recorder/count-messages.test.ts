import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { countMessages } from '../../src/recorder/count-messages.js';
import { temporaryFolder } from './temporary-folder.js';

function counted(text: string): number {
  const path = join(temporaryFolder(), 'diagram.md');
  writeFileSync(path, text);
  return countMessages(path);
}

test.each([
  ['', 0],
  ['a->>b: GET /\n', 1],
  ['a->>b: GET /\nb-->>a: 200 OK /\n', 2],
  ['%% 3 messages are missing here\na->>b: GET /\n', 1],
  ['%\n%a\n%%\n%%%\n', 2],
  ['\n\na->>b: GET /\n\n', 1],
  ['a->>b: GET /\na->>b: GE', 1],
])('%j holds %i messages', (text, count) => {
  expect(counted(text)).toBe(count);
});

test('there are none in a diagram that is not there', () => {
  expect(countMessages(join(temporaryFolder(), 'diagram.md'))).toBe(0);
});

test('a diagram of many blocks is counted right, wherever a block ends', () => {
  const line = fc
    .oneof(fc.string(), fc.constantFrom('', '%', '%%', '%% x'))
    .map((text) => text.replace(/\n/g, ''));
  const lines = fc.sample(line, 3000);
  for (const shift of [0, 1, 2, 3]) {
    const padded = ['x'.repeat(2 ** 20 - 40 + shift), ...lines];
    const wanted = padded.filter((text) => text !== '' && !text.startsWith('%%')).length;
    expect(counted(padded.map((text) => `${text}\n`).join(''))).toBe(wanted);
  }
});
