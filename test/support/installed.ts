/** The programs that the browser tests drive; `npm run e2e` has seen to it that they are there. */
import { find, MissingError, type Need } from '../../scripts/setup.ts';

/** Throws `missing`, with what to install, when it is not there. */
export function installed(need: Need): string {
  const path = find(need);
  if (path === undefined) throw new MissingError([need]);
  return path;
}
