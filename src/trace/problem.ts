/** Something in a trace that is not as it should be; all that can be read is read all the same. */
export interface TraceProblem {
  readonly file: string;
  /** The first line of the file is 1; null: of the file as a whole. */
  readonly line: number | null;
  /** For people: what stands there, and what is wrong with it. */
  readonly reason: string;
  /** Messages that the recorder lost here, where that is what is told. */
  readonly missing?: number;
}

/** `FILE:LINE: REASON`, as compilers say it. */
export function problemText({ file, line, reason }: TraceProblem): string {
  return line === null ? `${file}: ${reason}` : `${file}:${line}: ${reason}`;
}
