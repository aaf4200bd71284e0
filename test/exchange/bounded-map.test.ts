import fc from 'fast-check';
import { BoundedMap } from '../../src/exchange/bounded-map.js';

/** The same, slowly: the oldest first. */
class Slow {
  entries: [number, number][] = [];
  readonly most: number;

  constructor(most: number) {
    this.most = most;
  }

  set(key: number, value: number): void {
    const entry = this.entries.find(([known]) => known === key);
    if (entry === undefined) this.entries.push([key, value]);
    else entry[1] = value;
    if (this.entries.length > this.most) this.entries.shift();
  }

  delete(key: number): void {
    this.entries = this.entries.filter(([known]) => known !== key);
  }

  renew(key: number, value: number): void {
    this.delete(key);
    this.set(key, value);
  }
}

test('beyond its bound the entry that was put in first is forgotten', () => {
  const step = fc.tuple(fc.constantFrom('set', 'renew', 'delete', 'clear'), fc.nat(6));
  fc.assert(
    fc.property(fc.nat(4), fc.array(step, { maxLength: 60 }), (most, steps) => {
      const map = new BoundedMap<number, number>(most);
      const slow = new Slow(most);
      for (const [i, [what, key]] of steps.entries()) {
        if (what === 'clear') {
          map.clear();
          slow.entries = [];
        } else if (what === 'delete') {
          map.delete(key);
          slow.delete(key);
        } else {
          map[what as 'set'](key, i);
          slow[what as 'set'](key, i);
        }
        expect([...map]).toEqual(slow.entries);
      }
    }),
  );
});
