import fc from 'fast-check';
import { lineFeeds } from '../../src/formats/log-lines.js';

test('line feeds are counted in any part of a buffer, whatever bytes stand beside them', () => {
  const bytes = fc.array(fc.constantFrom(0x0a, 0x0b, 0x09, 0x8a, 0x00, 0xff, 0x20), { maxLength: 3000 });
  fc.assert(
    fc.property(bytes, fc.nat({ max: 12 }), fc.nat({ max: 12 }), (list, start, less) => {
      const buffer = Buffer.allocUnsafeSlow(list.length);
      buffer.set(list);
      const from = Math.min(start, list.length);
      const to = Math.max(from, list.length - less);
      expect(lineFeeds(buffer, from, to)).toBe(list.slice(from, to).filter((byte) => byte === 0x0a).length);
    }),
  );
});

test('the counters of a long run of line feeds do not overflow', () => {
  const buffer = Buffer.allocUnsafeSlow(10_001).fill(0x0a);
  expect(lineFeeds(buffer, 1, 10_001)).toBe(10_000);
});
