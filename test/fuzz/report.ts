import type fc from 'fast-check';

/** A value as a person can read it, and put it into a test: bytes are text, one character a byte. */
function shown(value: unknown): string {
  if (value instanceof Uint8Array)
    return `latin1 ${JSON.stringify(Buffer.from(value).toString('latin1')).slice(0, 3000)}`;
  if (Array.isArray(value)) return `[${value.map(shown).join(', ')}]`;
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .map(([key, inner]) => `${key}: ${shown(inner)}`)
      .join(', ')}}`;
  return JSON.stringify(value) ?? String(value);
}

/** What broke a promise: the smallest input that does, by which seed it is found again, and what went wrong. */
export function report(details: fc.RunDetails<unknown>): string {
  const { seed, numRuns, numShrinks, counterexample, errorInstance } = details;
  const inputs = Array.isArray(counterexample) ? counterexample : [counterexample];
  return [
    `broken by input ${numRuns} of seed ${seed}, made smaller ${numShrinks} times:`,
    ...inputs.map((input) => `  ${shown(input)}`),
    errorInstance instanceof Error ? String(errorInstance.stack).slice(0, 3000) : String(errorInstance),
  ].join('\n');
}
