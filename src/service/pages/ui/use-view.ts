/**
 * Which view of the page is shown: it stands in the address's fragment, which never leaves the
 * browser, so that a receipt may stand there too.
 */
import { useEffect, useState } from 'preact/hooks';

export interface View {
  readonly name: string;
  readonly argument: string;
}

export function viewOf(hash: string): View {
  const [name = '', argument = ''] = hash.replace(/^#/, '').split('=', 2);
  return { name, argument };
}

export function useView(): View {
  const [view, setView] = useState(() => viewOf(location.hash));
  useEffect(() => {
    const follow = () => setView(viewOf(location.hash));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return view;
}
