import { useCallback, useEffect, useState } from 'preact/hooks';
import { readView, type View, viewQuery } from './view.js';

/** The view, as it stands in the URL; it changes with it, and it with the URL. */
export function useView(): [View, (change: Partial<View>) => void] {
  const [view, setView] = useState<View>(() => readView(location.search));
  useEffect(() => {
    const back = () => setView(readView(location.search));
    addEventListener('popstate', back);
    return () => removeEventListener('popstate', back);
  }, []);
  const change = useCallback((wanted: Partial<View>) => {
    setView((was) => {
      const now = { ...was, ...wanted };
      const url = `/${viewQuery(now)}`;
      // One step back leads from an opened call to the list, not through every letter typed.
      const isStep = now.show !== was.show || (now.call !== 0) !== (was.call !== 0);
      if (url !== `/${location.search}`) {
        if (isStep) history.pushState(null, '', url);
        else history.replaceState(null, '', url);
      }
      return now;
    });
  }, []);
  return [view, change];
}
