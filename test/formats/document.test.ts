import { documentSection } from '../../src/formats/document.js';
import { testWithShared } from '../shared.js';
import { CAPTURES, captured, capturedMessages } from './document-capture.js';

/**
 * A body.md without what its author added by hand (prose between the parts, a block of apache's configuration,
 * highlighted lines), and with today's API reference: titles have other capitals now, and one page another address.
 */
function mechanical(document: string): string[] {
  const kept: string[] = [];
  let fence: 'ours' | 'foreign' | null = null;
  for (const line of withoutHighlights(document).split('\n')) {
    const wasWithin = fence;
    if (/^ {4}```/.test(line)) fence = fence ? null : line.includes('title="/etc/') ? 'foreign' : 'ours';
    const within = wasWithin ?? fence;
    const outside = /^(### \(|`[^`]+` (-->|<--) `[^`]+`$|!!! reference|=== "| {4}\[)/.test(line);
    if (within ? within === 'ours' : outside) kept.push(line.trimEnd());
  }
  return kept;
}

const withoutHighlights = (document: string) => document.replace(/ "?hl_lines="[^"]*"/g, '');

const today = (document: string) =>
  document
    .replaceAll('- Show Image"', '- Show image"')
    .replaceAll('object-store/?', 'object-store/index.html?');

const shownBy = (name: string, query: boolean) => {
  let requestBody: string | null = null;
  return capturedMessages(name)
    .map((message, i) => {
      if (message.kind === 'request') requestBody = message.body.text;
      return documentSection(i + 1, { ...message, requestBody }, { lang: 'ko', query });
    })
    .join('');
};

describe('the document made from a capture is the published one, less what was added by hand', () => {
  for (const name of CAPTURES) {
    testWithShared(name, () => {
      const made = shownBy(name, name === 'image-add-project');
      expect(mechanical(made)).toEqual(mechanical(today(captured(name, 'body.md'))));
    });
  }
});

testWithShared('a capture without prose is published to the byte, its highlighted lines aside', () => {
  const published = today(withoutHighlights(captured('image-show', 'body.md'))).replaceAll(') \n', ')\n');
  expect(shownBy('image-show', false)).toBe(published);
});
