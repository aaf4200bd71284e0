import fc from 'fast-check';
import { Slots } from '../../../src/commands/workers/slots.js';

test('what is under way is found by its handle until it is given up, and no handle comes twice', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 9 })), (steps) => {
      const slots = new Slots<string>();
      const there = new Map<number, string>();
      const given = new Set<number>();
      steps.forEach((step, at) => {
        const [oldest] = there.keys();
        if (step < 6 || oldest === undefined) {
          const handle = slots.add(`item ${at}`);
          expect([handle > 0, given.has(handle)]).toEqual([true, false]);
          given.add(handle);
          there.set(handle, `item ${at}`);
        } else if (step < 9) {
          slots.remove(oldest);
          there.delete(oldest);
        } else {
          slots.set(oldest, `other ${at}`);
          there.set(oldest, `other ${at}`);
        }
      });
      for (const handle of given) expect(slots.get(handle)).toBe(there.get(handle) ?? null);
      expect(slots.all.sort()).toEqual([...there.values()].sort());
    }),
  );
});
