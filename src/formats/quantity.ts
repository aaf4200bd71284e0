/** 950 ms, 1.25 s, 2 min 5 s: three digits or so, whatever the size. */
export function shownDuration(ms: number): string {
  if (ms < 10) return `${ms.toFixed(1)} ms`;
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(2)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** 512 B, 3.9 KiB, 20.0 MiB. */
export function shownBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  let value = bytes;
  let unit = -1;
  while (value >= 1024 && unit < 3) {
    value /= 1024;
    unit += 1;
  }
  return `${value.toFixed(1)} ${['KiB', 'MiB', 'GiB', 'TiB'][unit]}`;
}
