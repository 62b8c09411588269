/** What left the browser in all of the tests before, read byte for byte. */
import { describe, expect, test } from 'vitest';
import { BATCH_SIZES, ENDPOINTS } from '../../src/wire/index.ts';
import type { Ground } from '../support/fault-ground.ts';

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

export function onlyPrefixes(ground: () => Ground): void {
  describe('all that was sent', () => {
    const lookups = () =>
      ground()
        .service.front.requests(ENDPOINTS.lookup)
        .filter(({ method }) => method === 'POST');

    test('for verdicts is a padded batch of 4-byte prefixes, and nothing beside it', () => {
      expect(lookups().length).toBeGreaterThan(5);
      for (const { body, path } of lookups()) {
        expect(path).toBe(ENDPOINTS.lookup);
        const told = JSON.parse(body) as { prefixes: string[] };
        expect(body).toBe(JSON.stringify({ prefixes: told.prefixes }));
        expect(BATCH_SIZES).toContain(told.prefixes.length);
        expect(new Set(told.prefixes).size).toBe(told.prefixes.length);
        expect(told.prefixes.filter((prefix) => !/^[0-9a-f]{8}$/.test(prefix))).toEqual([]);
      }
    });

    test('has no cookie, no referrer, no header of our own and no address of this installation', () => {
      const { front } = ground().service;
      for (const { headers } of front.requests()) {
        const own = headers['idempotency-key'] === undefined ? [] : ['idempotency-key'];
        const odd = Object.keys(headers).filter(
          (header) => !ORDINARY_HEADERS.has(header) && !own.includes(header),
        );
        expect(odd).toEqual([]);
        // Firefox gives each installation an origin of its own.
        expect(headers.origin ?? '').not.toMatch(/^moz-extension:/);
      }
    });

    test('went to six places of the service only, complaints among them when they were filed', () => {
      const files = [ENDPOINTS.rulesetManifest, ENDPOINTS.rulesetRevocation];
      const places: readonly string[] = [ENDPOINTS.lookup, ENDPOINTS.complaints, ...files];
      const folders = [`${ENDPOINTS.rulesetParts}/`, `${ENDPOINTS.rulesetRoots}/`];
      const others = ground()
        .service.front.requests()
        .map(({ path }) => path)
        .filter((path) => !places.includes(path))
        .filter((path) => !folders.some((folder) => path.startsWith(folder)));
      expect([...new Set(others)].filter((path) => path !== ENDPOINTS.complaintStates)).toEqual([]);
    });
  });
}
