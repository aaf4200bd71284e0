import { type PulledWorker, Pulls } from '../../../src/commands/workers/pulls.js';
import { monotonic, type SentRecord } from '../../../src/commands/workers/worker-trace.js';

/** A worker that answers what it is asked, or does not. */
class Fake implements PulledWorker {
  readonly #pulls: Pulls;
  readonly #turns: string[];
  readonly name: string;
  answers = true;
  has: SentRecord[] = [];
  slow = 0;

  constructor(name: string, pulls: Pulls, turns: string[]) {
    this.name = name;
    this.#pulls = pulls;
    this.#turns = turns;
    pulls.join(this);
  }

  record(handle: number): void {
    this.has.push({ time: monotonic(), handle, isResponse: false, packed: Buffer.alloc(0) });
  }

  pull(): void {
    if (!this.answers) return;
    setImmediate(() => {
      for (const record of this.has.splice(0)) this.#pulls.add(this, record);
      this.#pulls.pulled(this, monotonic());
    });
  }

  inOrder(record: SentRecord | null): void {
    this.#turns.push(`${this.name}${record?.handle ?? ' gone'}`);
  }

  tooSlow(): void {
    this.slow += 1;
  }
}

function two() {
  const turns: string[] = [];
  const pulls = new Pulls();
  const [a, b] = [new Fake('a', pulls, turns), new Fake('b', pulls, turns)];
  const until = async (count: number) => {
    while (turns.length < count) await new Promise(setImmediate);
    return turns;
  };
  return { pulls, a, b, until };
}

test('the messages of two workers stand in the order of their times', async () => {
  const { pulls, a, b, until } = two();
  a.record(1);
  b.record(2);
  a.record(3);
  b.record(4);
  pulls.soon();
  expect(await until(4)).toEqual(['a1', 'b2', 'a3', 'b4']);
  b.record(5);
  a.record(6);
  pulls.soon();
  expect((await until(6)).slice(4)).toEqual(['b5', 'a6']);
});

test('a worker that hangs holds the others up for a second, and what it has comes when it goes on', async () => {
  const { pulls, a, b, until } = two();
  b.answers = false;
  b.record(1);
  a.record(2);
  pulls.soon();
  expect(await until(1)).toEqual(['a2']);
  expect([a.slow, b.slow]).toEqual([0, 1]);
  // It is not waited for again.
  a.record(3);
  pulls.soon();
  expect(await until(2)).toEqual(['a2', 'a3']);
  expect(b.slow).toBe(1);
  b.answers = true;
  a.record(4);
  pulls.soon();
  expect((await until(4)).slice(2).sort()).toEqual(['a4', 'b1']);
});

test('the end of a worker that is gone comes behind its messages and before what comes later', async () => {
  const { pulls, a, b, until } = two();
  a.record(1);
  for (const record of a.has.splice(0)) pulls.add(a, record);
  pulls.leave(a);
  b.record(2);
  pulls.soon();
  expect(await until(3)).toEqual(['a1', 'a gone', 'b2']);
  pulls.leave(b);
  expect(await until(4)).toEqual(['a1', 'a gone', 'b2', 'b gone']);
});
