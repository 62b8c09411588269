/** The net is not believed: what it lost comes back. */
import { describe, expect, test } from 'vitest';
import { type Ground, LISTED, viewOf } from '../support/fault-ground.ts';
import { isHeld, loseRules, see } from '../support/net-ground.ts';
import { until } from '../support/until.ts';

export function selfTest(ground: () => Ground): void {
  describe('the self-test', () => {
    test('brings back rules that the browser lost', async () => {
      const { desk } = ground();
      await see(ground(), 'seen', `https://${LISTED}/`);
      await loseRules(desk);
      expect(await isHeld(desk, LISTED)).toBe(false);
      await viewOf(desk);
      await until(() => isHeld(desk, LISTED), { what: 'the rule again' });
      expect((await viewOf(desk)).protection).toMatchObject({ state: 'protecting', problems: [] });
    });
  });
}
