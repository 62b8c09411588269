/** What only the tab watch sees: late, and it says so. */
import { describe, expect, test } from 'vitest';
import type { Ground } from '../support/fault-ground.ts';
import { byClick, findGate, GOOD, gateText, LATER } from '../support/net-ground.ts';
import { until } from '../support/until.ts';

const AT = `https://${LATER}/page`;
const WAS_OPENING = 'already being opened';

const WAYS: readonly [name: string, script: string][] = [
  ['in a tab that was opened from the chat', `window.open('https://${GOOD}/on')`],
  ['in the tab of the chat', `location.href = 'https://${GOOD}/on'`],
];

export function tabWatch(ground: () => Ground): void {
  describe('a later hop to a listed page', () => {
    test.each(WAYS)('%s is seen, and the gate says that it was opening', async (_, script) => {
      const { chat, internet } = ground();
      redirecting(internet);
      await byClick(chat, script);
      const { text } = await gateText(await findGate(ground()));
      expect(text).toContain(AT);
      expect(text).toContain(WAS_OPENING);
    });

    test('is no business of ours in a tab that no chat has opened', async () => {
      const { browser, internet } = ground();
      redirecting(internet);
      const page = await browser.newPage();
      await page.goto(`https://${GOOD}/on`).catch(() => undefined);
      await until(() => internet.requests(LATER).length > 0, { what: 'the listed page' });
      await until(async () => (await browser.address(page)) === AT, {
        what: 'the page in the tab',
      });
    });

    test('asks the service nothing', async () => {
      const { chat, internet, service } = ground();
      redirecting(internet);
      const before = service.front.requests('/v1/lookup').length;
      await byClick(chat, `window.open('https://${GOOD}/on')`);
      await gateText(await findGate(ground()));
      expect(service.front.requests('/v1/lookup').length).toBe(before);
    });

    test('leads back to a page before it', async () => {
      const { browser, chat, internet, server } = ground();
      redirecting(internet);
      await byClick(chat, `location.href = 'https://${GOOD}/on'`);
      const gate = await findGate(ground());
      await gateText(gate);
      internet.answer(GOOD, () => ({ body: '<!doctype html><title>good</title>' }));
      await gate.click('#go-back');
      // Where it stays, and not what it passes by: the page that was opening stands in the history.
      await until(
        async () =>
          [`https://${GOOD}/on`, `${server.address}/`].includes(await browser.address(chat)),
        { what: 'a page before it' },
      );
    });
  });
}

function redirecting(internet: Ground['internet']): void {
  internet.answer(GOOD, () => ({
    body: `<!doctype html><title>good</title><link rel="icon" href="data:,"><script>setTimeout(() => { location.href = '${AT}'; }, 200)</script>`,
  }));
}
