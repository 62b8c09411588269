/** The worker is killed at the worst moments. */
import { describe, expect, test } from 'vitest';
import { press, say, untilState } from '../support/bare-chat.ts';
import { fileFromGate } from '../support/fault-complaint.ts';
import {
  forgetBackOff,
  type Ground,
  LISTED,
  openPopup,
  readGate,
  startUpdate,
  untilVersion,
  viewOf,
} from '../support/fault-ground.ts';
import { until } from '../support/until.ts';

export function killedWorker(ground: () => Ground): void {
  describe('when the worker is killed', () => {
    test('between the question and the answer, the link is judged all the same', async () => {
      const { browser, chat, service } = ground();
      const before = service.front.requests('/v1/lookup').length;
      await service.front.setMode('slow');
      await say(chat, 'asked', 'https://asked.example/');
      await until(() => service.front.requests('/v1/lookup').length > before, {
        what: 'the question to the service',
      });
      await browser.killWorker();
      await say(chat, 'listed', `https://${LISTED}/`);
      await service.front.setMode('up');
      await untilState(chat, 'asked', 'open', 15_000);
      await untilState(chat, 'listed', 'stopped');
    });

    test('before the click, the gate comes, and the listed host hears nothing', async () => {
      const { browser, chat, internet } = ground();
      await say(chat, 'listed', `https://${LISTED}/killed`);
      await untilState(chat, 'listed', 'stopped');
      await browser.killWorker();
      await press(chat, 'listed');
      expect((await readGate(ground())).text).toContain(`${LISTED}/killed`);
      expect(internet.contacts(LISTED)).toEqual([]);
    });

    test('during an update, the old ruleset is whole, and the next try takes the new one', async () => {
      const { browser, desk, service } = ground();
      const before = (await viewOf(desk)).protection.ruleset?.version;
      const asked = () => service.front.requests('/v1/ruleset/parts/').length;
      const earlier = asked();
      const version = await service.publish([LISTED, 'during.faults.example']);
      service.lie('/v1/ruleset/parts/', undefined);
      await startUpdate(desk);
      await until(() => asked() > earlier, { what: 'the question for a part' });
      await browser.killWorker();
      expect((await viewOf(desk)).protection.ruleset?.version).toBe(before);
      service.tellTheTruth();
      await startUpdate(desk);
      await untilVersion(desk, version);
    });

    test('again and again with a complaint waiting, it arrives exactly once', async () => {
      const { browser, chat, desk, service } = ground();
      const address = `https://${LISTED}/complaint`;
      await service.front.setMode('down');
      await say(chat, 'reported', address);
      await untilState(chat, 'reported', 'stopped');
      await press(chat, 'reported');
      expect(await fileFromGate(ground())).toContain('Saved');
      expect(await complaintStates(ground())).toContain('Waiting to be sent');
      await browser.killWorker();
      expect((await viewOf(desk)).complaints[0]).toMatchObject({ address, state: 'waiting' });
      await browser.killWorker();
      // Received, and the receipt is lost on its way back.
      await service.front.setMode('truncated');
      await forgetBackOff(desk);
      await viewOf(desk);
      await until(() => service.complaintsAbout(address) === 1, { what: 'the complaint' });
      await browser.killWorker();
      expect((await viewOf(desk)).complaints[0]).toMatchObject({ address, state: 'waiting' });
      await service.front.setMode('up');
      await browser.killWorker();
      await until(
        async () => (await viewOf(desk)).complaints[0]?.state === 'received' || undefined,
        { what: 'the receipt' },
      );
      expect(service.complaintsAbout(address)).toBe(1);
      expect(await complaintStates(ground())).toContain('Received');
      const keys = service.front
        .requests('/v1/complaints')
        .filter(({ body }) => body.includes(address))
        .map(({ headers }) => headers['idempotency-key']);
      expect(keys.length).toBeGreaterThan(1);
      expect(new Set(keys).size).toBe(1);
    });
  });
}

/** What the popup's list of complaints says. */
async function complaintStates(ground: Ground): Promise<string> {
  const popup = await openPopup(ground);
  try {
    return await until(
      () =>
        popup.evaluate(() => {
          const tab = document.querySelector<HTMLElement>('[role="tab"]:nth-child(2)');
          tab?.click();
          const states = [...document.querySelectorAll('.complaint-state')];
          return states.map(({ textContent }) => textContent).join(' ') || undefined;
        }),
      { what: 'complaints in the popup' },
    );
  } finally {
    await popup.close();
    await ground.chat.bringToFront();
  }
}
