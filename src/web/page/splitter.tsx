interface Props {
  /** Share of the detail in the height. */
  readonly share: number;
  readonly onShare: (share: number) => void;
}

const within = (share: number) => Math.min(0.85, Math.max(0.15, share));

/** The border between the calls and the detail, which can be moved. */
export function Splitter({ share, onShare }: Props) {
  const drag = (event: PointerEvent) => {
    const bar = event.currentTarget as HTMLElement;
    const place = bar.parentElement;
    if (place === null || !bar.hasPointerCapture(event.pointerId)) return;
    const { bottom, height } = place.getBoundingClientRect();
    onShare(within((bottom - event.clientY) / height));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> cannot be moved.
    <div
      class="splitter"
      role="separator"
      tabIndex={0}
      aria-label="Height of the detail"
      aria-orientation="horizontal"
      aria-valuenow={Math.round(share * 100)}
      aria-valuemin={15}
      aria-valuemax={85}
      onPointerDown={(event) => (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onKeyDown={(event) => {
        const by = event.key === 'ArrowUp' ? 0.05 : event.key === 'ArrowDown' ? -0.05 : 0;
        if (by === 0) return;
        event.preventDefault();
        event.stopPropagation();
        onShare(within(share + by));
      }}
    />
  );
}
