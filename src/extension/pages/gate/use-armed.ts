import { useEffect, useRef, useState } from 'preact/hooks';
import { ARMING_TIME, isArmed } from './arming.ts';

/** Whether "continue" may be pressed now; false again whenever the page is left or covered. */
export function useArmed(): boolean {
  const [armed, setArmed] = useState(false);
  const since = useRef<number | undefined>(undefined);
  useEffect(() => {
    const ending = new AbortController();
    const { signal } = ending;
    let timer: ReturnType<typeof setTimeout> | undefined;
    function look() {
      const inSight = document.visibilityState === 'visible' && document.hasFocus();
      if (!inSight) since.current = undefined;
      else since.current ??= performance.now();
      const ready = isArmed(since.current, performance.now());
      setArmed(ready);
      clearTimeout(timer);
      if (inSight && !ready) timer = setTimeout(look, ARMING_TIME);
    }
    document.addEventListener('visibilitychange', look, { signal });
    window.addEventListener('focus', look, { signal });
    window.addEventListener('blur', look, { signal });
    look();
    return () => {
      ending.abort();
      clearTimeout(timer);
    };
  }, []);
  return armed;
}
