/** What the extension has sent to the service, read byte for byte. */
import { expect } from 'vitest';
import { BATCH_SIZES, ENDPOINTS } from '../../src/wire/index.ts';
import type { SeenRequest } from './service-front.ts';

/** What a browser says with every request of every extension. */
const ORDINARY_HEADERS = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'cache-control',
  'connection',
  'content-length',
  'content-type',
  'host',
  'if-none-match',
  'origin',
  'pragma',
  'priority',
  'sec-fetch-dest',
  'sec-fetch-mode',
  'sec-fetch-site',
  'sec-fetch-storage-access',
  'user-agent',
]);

/** Look-ups among these. */
export function lookupsOf(requests: readonly SeenRequest[]): readonly SeenRequest[] {
  return requests.filter(
    ({ method, path }) => method === 'POST' && path.startsWith(ENDPOINTS.lookup),
  );
}

/** Each look-up is a padded batch of 4-byte prefixes, and nothing beside it. */
export function expectPaddedPrefixes(lookups: readonly SeenRequest[]): void {
  for (const { body, path } of lookups) {
    expect(path).toBe(ENDPOINTS.lookup);
    const told = JSON.parse(body) as { prefixes: string[] };
    expect(body).toBe(JSON.stringify({ prefixes: told.prefixes }));
    expect(BATCH_SIZES).toContain(told.prefixes.length);
    expect(new Set(told.prefixes).size).toBe(told.prefixes.length);
    expect(told.prefixes.filter((prefix) => !/^[0-9a-f]{8}$/.test(prefix))).toEqual([]);
    // In order, so that their places say nothing of which are meant.
    expect(told.prefixes).toEqual(told.prefixes.toSorted());
  }
}

/** No cookie, no referrer, no header of our own, no address that tells installations apart. */
export function expectOrdinaryHeaders(requests: readonly SeenRequest[]): void {
  for (const { headers } of requests) {
    const own = headers['idempotency-key'] === undefined ? [] : ['idempotency-key'];
    const odd = Object.keys(headers).filter(
      (header) => !ORDINARY_HEADERS.has(header) && !own.includes(header),
    );
    expect(odd).toEqual([]);
    // Firefox gives each installation an origin of its own.
    expect(headers.origin ?? '').not.toMatch(/^moz-extension:/);
  }
}

/** The service was asked at the places that are documented, and nowhere else. */
export function expectKnownPlaces(requests: readonly SeenRequest[]): void {
  const files = [ENDPOINTS.rulesetManifest, ENDPOINTS.rulesetRevocation];
  const complaints = [ENDPOINTS.complaints, ENDPOINTS.complaintStates];
  const reasons = [ENDPOINTS.standing, ENDPOINTS.providers];
  const places: readonly string[] = [ENDPOINTS.lookup, ...reasons, ...complaints, ...files];
  const folders = [`${ENDPOINTS.rulesetParts}/`, `${ENDPOINTS.rulesetRoots}/`];
  const others = requests
    .map(({ path }) => path)
    .filter((path) => !places.includes(path))
    .filter((path) => !folders.some((folder) => path.startsWith(folder)));
  expect([...new Set(others)]).toEqual([]);
}
