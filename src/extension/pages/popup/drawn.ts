import { useEffect, useState } from 'preact/hooks';

/** More than stand in sight of an open popup. */
const FIRST = 20;

/** How many rows are drawn: the first at once, and the others when those can be seen. */
export function useDrawn(rows: number): number {
  const [areFirstSeen, setFirstSeen] = useState(false);
  useEffect(() => setFirstSeen(true), []);
  return areFirstSeen ? rows : Math.min(rows, FIRST);
}
