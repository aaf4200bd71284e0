import { useEffect, useRef } from 'preact/hooks';
import { KEYS } from './keys.js';

/** The keys, and what colours mean. */
export function Help({ onClose }: { readonly onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc closes it as well.
    <dialog
      ref={dialog}
      class="help"
      aria-label="Help"
      onCancel={onClose}
      onClick={({ target, currentTarget }) => target === currentTarget && onClose()}
    >
      <div class="help-inner">
        <header>
          <h2>Keys</h2>
          <button type="button" class="close" onClick={onClose} aria-label="Close the help">
            ×
          </button>
        </header>
        <dl>
          {KEYS.map(([keys, what]) => (
            <div key={keys}>
              <dt>
                {keys.split('  ').map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
        <p>
          Red: it failed (400 and above, broken off, no response). Amber: it took a second or more. A dashed
          line stands for a second or more without a message. The number in front of a row is that of the
          message, as in diagram.md and body.md; the number of a call is what <code>requestshook show</code>{' '}
          takes. A view can be sent to somebody: all of it stands in the address.
        </p>
      </div>
    </dialog>
  );
}
