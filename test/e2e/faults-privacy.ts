/** What left the browser in all of the tests before, read byte for byte. */
import { describe, expect, test } from 'vitest';
import type { Ground } from '../support/fault-ground.ts';
import {
  expectKnownPlaces,
  expectOrdinaryHeaders,
  expectPaddedPrefixes,
  lookupsOf,
} from '../support/sent.ts';

export function onlyPrefixes(ground: () => Ground): void {
  describe('all that was sent', () => {
    const sent = () => ground().service.front.requests();

    test('for verdicts is a padded batch of 4-byte prefixes, and nothing beside it', () => {
      expect(lookupsOf(sent()).length).toBeGreaterThan(5);
      expectPaddedPrefixes(lookupsOf(sent()));
    });

    test('has no cookie, no referrer, no header of our own and no address of this installation', () => {
      expectOrdinaryHeaders(sent());
    });

    test('went to nine places of the service only, complaints among them when they were filed', () => {
      expectKnownPlaces(sent());
    });
  });
}
