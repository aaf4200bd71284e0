import fc from 'fast-check';

/** One thing that is fuzzed. */
export interface Target {
  /** By which it is asked for: `npm run fuzz -- NAME`. */
  readonly name: string;
  /** What holds, whatever it is given; the name of its test. */
  readonly promise: string;
  /** Runs in `npm test`. */
  readonly runs: number;
  /** Runs it, with what it needs for that around it. Does not throw where the promise is broken. */
  check(parameters: fc.Parameters<unknown>): Promise<fc.RunDetails<unknown>>;
}

type Property<T> = fc.IRawProperty<T, boolean>;

/** A target without anything around it. */
export function target<T>(name: string, promise: string, runs: number, property: Property<T>): Target {
  return liveTarget(name, promise, runs, async () => ({ property, close: async () => {} }));
}

/** A target that needs something to be started before and closed afterwards, whatever comes of it. */
export function liveTarget<T>(
  name: string,
  promise: string,
  runs: number,
  open: () => Promise<{ property: Property<T>; close: () => Promise<void> }>,
): Target {
  return {
    name,
    promise,
    runs,
    async check(parameters) {
      const { property, close } = await open();
      try {
        return (await fc.check(property, parameters as fc.Parameters<T>)) as fc.RunDetails<unknown>;
      } finally {
        await close();
      }
    },
  };
}
