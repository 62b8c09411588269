/** How long caches on the way may keep what is public. */

/**
 * A minute; for another one while a newer copy is fetched, and for a day while the service cannot
 * be reached. A client judges age and expiry of what it gets by the signed document itself.
 */
export const BRIEFLY = 'public, max-age=60, stale-while-revalidate=60, stale-if-error=86400';

/** What its name says never changes. */
export const FOR_EVER = 'public, max-age=31536000, immutable';

/** Of what is not there yet and is asked for by everybody: the next root, a revocation. */
export const MISSING = 'public, max-age=60';
