/** Calls in which a text was recorded, as the server finds them. */
export interface Finding {
  readonly text: string;
  readonly found: ReadonlySet<number>;
  /** The whole trace was looked through. */
  readonly done: boolean;
}

/** Looks for a text; `onFound` is told again and again, at most once a frame. Ends with the signal. */
export async function find(
  text: string,
  after: number,
  known: ReadonlySet<number>,
  signal: AbortSignal,
  onFound: (finding: Finding) => void,
): Promise<void> {
  const found = new Set(known);
  const response = await fetch(`/api/find?${new URLSearchParams({ text, after: String(after) })}`, {
    signal,
  });
  if (!response.ok || response.body === null) return;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    const lines = (rest + value).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) for (const number of JSON.parse(line) as number[]) found.add(number);
    onFound({ text, found: new Set(found), done: false });
  }
  onFound({ text, found, done: true });
}
