import fc from 'fast-check';
import { Merge } from '../../../src/commands/workers/merge.js';

test('what several sources tell comes out once, in the order of its times, whenever it is taken', () => {
  const step = fc.record({
    source: fc.integer({ min: 0, max: 2 }),
    after: fc.integer({ min: 0, max: 5 }),
    completes: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const merge = new Merge<number, string>();
      const latest = [0, 0, 0];
      for (const source of [0, 1, 2]) merge.join(source, 0);
      const [told, out]: [string[], string[]] = [[], []];
      const times = new Map<string, number>();
      steps.forEach(({ source, after, completes }, at) => {
        latest[source] = (latest[source] as number) + after;
        const time = latest[source] as number;
        const name = `${source}:${at}`;
        merge.add(source, time, name);
        told.push(name);
        times.set(name, time);
        if (!completes) return;
        // From then on it tells later things only.
        merge.complete(source, time);
        latest[source] = time + 1;
        out.push(...merge.take());
      });
      for (const source of [0, 1, 2]) merge.leave(source);
      out.push(...merge.take());
      expect([...out].sort()).toEqual([...told].sort());
      const order = out.map((name) => times.get(name) as number);
      expect(order).toEqual([...order].sort((a, b) => a - b));
      expect(merge.size).toBe(0);
    }),
  );
});

test('nothing comes out before every source has told all from before it', () => {
  const merge = new Merge<string, number>();
  merge.join('a', 0);
  merge.join('b', 0);
  merge.add('a', 5, 5);
  merge.complete('a', 9);
  expect(merge.take()).toEqual([]);
  merge.complete('b', 4);
  expect(merge.take()).toEqual([]);
  merge.add('b', 5, 50);
  merge.complete('b', 5);
  expect(merge.take()).toEqual([5, 50]);
  merge.add('a', 11, 11);
  merge.leave('b');
  merge.complete('a', 12);
  expect(merge.take()).toEqual([11]);
});
