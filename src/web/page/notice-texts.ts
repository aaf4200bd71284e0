import type { PageState } from '../wire.js';

type Told = Pick<PageState, 'missing' | 'strays' | 'problems' | 'problemCount'>;

/** What people should know of a trace, what is missing first. `dropped`: calls that the page does not keep any more. */
export function noticesOf(state: Told | null, dropped: number): string[] {
  const notices: string[] = [];
  const { missing = 0, strays = [], problems = [], problemCount = 0 } = state ?? {};
  if (missing > 0)
    notices.push(
      missing === 1
        ? '1 message is missing in this trace: it passed, and could not be written.'
        : `${missing.toLocaleString('en')} messages are missing in this trace: they passed, and could not be written.`,
    );
  for (const url of strays)
    notices.push(`A link to ${url} leads past the proxy: calls to it will not be seen.`);
  notices.push(...problems);
  const more = problemCount - problems.length;
  if (more > 0) notices.push(`${more} more places in the trace could not be read.`);
  if (dropped > 0)
    notices.push(
      `The first ${dropped.toLocaleString('en')} calls are not shown any more: this page keeps the latest ones.`,
    );
  return notices;
}
