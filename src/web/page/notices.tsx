import { useState } from 'preact/hooks';
import type { PageState } from '../wire.js';
import { noticesOf } from './notice-texts.js';
import type { View } from './view.js';

interface Props {
  readonly state: PageState | null;
  readonly dropped: number;
  readonly view: View;
  readonly onView: (change: Partial<View>) => void;
}

/** What people should know of the trace as a whole: what it cannot show. */
export function Notices({ state, dropped, view, onView }: Props) {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const notices = noticesOf(state, dropped);
  const shown = notices.filter((notice) => !hidden.has(notice));
  return (
    <div class="notices">
      {view.after > 0 && (
        <p class="cleared">
          Calls up to {view.after} were cleared away.{' '}
          <button type="button" class="link" onClick={() => onView({ after: 0 })}>
            show them
          </button>
        </p>
      )}
      {shown.map((notice) => (
        <p key={notice}>
          {notice}
          <button
            type="button"
            class="close"
            aria-label="Hide this"
            onClick={() => setHidden(new Set([...hidden, notice]))}
          >
            ×
          </button>
        </p>
      ))}
    </div>
  );
}
