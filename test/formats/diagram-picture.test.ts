import fc from 'fast-check';
import { picturePage, readPictures } from '../../src/formats/diagram-picture.js';

test('a diagram can not end the element that holds it, and reads back as it was', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('</script>', '<!--<script>', '</SCRIPT >'),
  );
  fc.assert(
    fc.property(fc.array(text, { maxLength: 3 }), (diagrams) => {
      const [, held] = /<script id="diagrams" type="application\/json">([^<]*)<\/script>/.exec(
        picturePage(diagrams, 'file:///mermaid.min.js'),
      ) as RegExpExecArray;
      expect(JSON.parse(held as string)).toEqual(diagrams);
    }),
  );
});

const answered = (answer: object) =>
  `<pre id="answer">answer:${Buffer.from(JSON.stringify(answer)).toString('base64')}:</pre>`;

test.each([
  [
    'pictures',
    answered({ pictures: ['<svg>가</svg>'] }),
    { pictures: [expect.stringContaining('\n<svg>가</svg>\n')] },
  ],
  ['an error', answered({ error: 'Parse error' }), { error: 'Parse error' }],
  ['nothing', '<html></html>', { error: 'it ended before the picture was drawn' }],
])('a page is read that says %s', (_, html, drawn) => {
  expect(readPictures(html)).toEqual(drawn);
});
