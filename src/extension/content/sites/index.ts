/** Every chat client that is read, most specific first; the generic one comes last, always. */
import { converse } from './converse.ts';
import type { Site } from './define-site.ts';
import { demo } from './demo.ts';
import { generic } from './generic.ts';

export { converse } from './converse.ts';
export { type ContextEvidence, defineSite, EDITABLE, type Site } from './define-site.ts';
export { demo } from './demo.ts';
export { generic } from './generic.ts';

export const SITES: readonly Site[] = [demo, converse, generic];

/** Sites whose adapter may claim a page on this host, in the order in which they are tried. */
export function sitesOn(host: string, sites: readonly Site[] = SITES): readonly Site[] {
  return sites.filter((site) => site.hosts.length === 0 || site.hosts.includes(host));
}
