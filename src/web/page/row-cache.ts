import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';

/**
 * Keeps rows that are drawn already, so that scrolling costs only those that come into sight. `basis`: what all rows
 * depend on; when any of it changes, all are made anew.
 */
export function useRowCache(basis: readonly unknown[]): (row: number, make: () => VNode) => VNode {
  const kept = useRef<{ basis: readonly unknown[]; rows: Map<number, VNode> }>({
    basis: [],
    rows: new Map(),
  });
  const same =
    basis.length === kept.current.basis.length && basis.every((one, i) => one === kept.current.basis[i]);
  const before = same ? kept.current.rows : new Map<number, VNode>();
  // Those that went out of sight are forgotten.
  const rows = new Map<number, VNode>();
  kept.current = { basis, rows };
  return (row, make) => {
    const drawn = before.get(row) ?? make();
    rows.set(row, drawn);
    return drawn;
  };
}
