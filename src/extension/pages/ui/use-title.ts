import { useLayoutEffect } from 'preact/hooks';
import { say } from './words.ts';

/** What the browser calls the page: what it is about, and whose it is. */
export function useTitle(title: string): void {
  const name = say('name');
  useLayoutEffect(() => {
    document.title = `${title} – ${name}`;
  }, [title, name]);
}
