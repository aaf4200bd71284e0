/** The value below which that part of some numbers lies. */
export function quantile(numbers: readonly number[], part: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.round(part * (sorted.length - 1))] as number;
}

/** `4.6 (quartiles 4.1 to 5.2)` */
export function quartiles(numbers: readonly number[], digits: number): string {
  const at = (part: number) => quantile(numbers, part).toFixed(digits);
  return `${at(0.5)} (quartiles ${at(0.25)} to ${at(0.75)})`;
}
