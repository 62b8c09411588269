/** Addresses that no browser can open, or that no person would write. */
import { describe, expect, test } from 'vitest';
import { press, say, stateOf, untilState } from '../support/bare-chat.ts';
import {
  ask,
  GATE,
  type GateText,
  type Ground,
  LISTED,
  readGate,
  readGateText,
} from '../support/fault-ground.ts';
import { forgedGates, framed } from '../support/forged-gates.ts';
import { until } from '../support/until.ts';

const UNREADABLE = 'Not an address that can be read';

const STOPPED: readonly [name: string, address: string, words: string][] = [
  ['without a host', 'http://', UNREADABLE],
  ['with half of an IPv6 host', 'https://[::1', UNREADABLE],
  ['with a port that is none', 'https://port.example:99999/', UNREADABLE],
  ['of 1 MB', `https://long.example/${'a'.repeat(1024 * 1024)}`, UNREADABLE],
  ['of 10,000 labels', `https://${'a.'.repeat(10_000)}labels.example/`, UNREADABLE],
  ['of 4,000 labels', `https://${'a.'.repeat(4_000)}labels.example/`, UNREADABLE],
  ['that is a script', 'javascript:document.body.remove()', 'It does not lead to a web page'],
  ['that is a script in disguise', ' java\n\tscript:alert(1)', 'It does not lead to a web page'],
  ['that is a page of its own', 'data:text/html,<h1>hello</h1>', 'It does not lead to a web page'],
];

const LEFT_ALONE: readonly [name: string, address: string, held: string][] = [
  ['letter', 'mailto:someone@mail.example', 'mailto:someone@mail.example'],
  ['call', 'tel:+123', 'tel:+123'],
  ['button', 'javascript:void(0)', 'javascript:void(0)'],
];

export function badInput(ground: () => Ground): void {
  describe('an address', () => {
    test.each(STOPPED)('%s is stopped, and the gate says why', async (_, address, words) => {
      const { chat } = ground();
      await say(chat, 'bad', address);
      await say(chat, 'listed', `https://${LISTED}/`);
      await say(chat, 'unlisted', 'https://beside.example/');
      await untilState(chat, 'bad', 'stopped');
      await untilState(chat, 'listed', 'stopped');
      await untilState(chat, 'unlisted', 'open');
      await press(chat, 'bad');
      const gate = await readGate(ground());
      expect(gate.text).toContain(words);
      expect(gate.canContinue).toBe(false);
      expect(await chat.evaluate(() => document.body.childElementCount)).toBeGreaterThan(0);
    });

    test('with a space in its host is stopped where the browser cannot read it, else kept', async () => {
      const { chat } = ground();
      const isReadable = await chat.evaluate(() => URL.canParse('http://a b/'));
      await say(chat, 'space', 'http://a b/');
      const { address } = await untilState(chat, 'space', isReadable ? 'open' : 'stopped');
      if (isReadable) expect(address).toBe('http://a%20b/');
    });

    test('that starts no page is left alone, and one with control characters opens cleaned', async () => {
      const { chat } = ground();
      for (const [id, address] of LEFT_ALONE) await say(chat, id, address);
      await say(chat, 'control', 'https://con\ttr\nol.example/\u0001\u0000?q=\u0007');
      await say(chat, 'listed', `https://li\nst\ted.faults.example/\u0000`);
      expect((await untilState(chat, 'control', 'open')).address).toMatch(
        /^https:\/\/control\.example\/[%\w?=]*$/,
      );
      await untilState(chat, 'listed', 'stopped');
      for (const [id, , held] of LEFT_ALONE) {
        expect(await stateOf(chat, id)).toEqual({ state: 'untouched', address: held });
      }
    });
  });

  describe('the gate', () => {
    test('whose address was made by hand knows no link and leads nowhere', async () => {
      const { browser, chat } = ground();
      await say(chat, 'listed', `https://${LISTED}/own`);
      await untilState(chat, 'listed', 'stopped');
      await press(chat, 'listed');
      const real = await browser.findExtensionPage(GATE);
      await until(() => real.evaluate(readGateText), { what: 'the real gate' });
      const forged = await browser.extensionPage(GATE);
      for (const variant of forgedGates(await browser.address(real))) {
        await forged.evaluate((address) => {
          document.body.replaceChildren();
          location.href = address;
          // A changed fragment alone loads nothing.
          location.reload();
        }, variant);
        const gate = await until<GateText | undefined>(() => forged.evaluate(readGateText), {
          what: `the gate at ${variant}`,
        });
        expect(gate).toMatchObject({ canContinue: false });
        expect(gate?.text).toContain('This link is no longer known');
        await expect(ask(forged, 'gate.proceed', {})).rejects.toMatchObject({
          reply: { code: 'no-such-gate' },
        });
      }
      await forged.close();
      await real.close();
    });

    test('is shown to no page in a frame, nor opened by one', async () => {
      const { browser, chat, desk, server } = ground();
      const gate = await desk.evaluate((path) => `${location.origin}/${path}`, GATE);
      // A frame that may be shown is seen by the same look.
      expect(await framed(chat, `${server.address}/framed`)).toContain('<div role="log"');
      expect(await framed(chat, gate)).not.toContain('<main');
      const before = await browser.pages();
      await chat.evaluate((address) => {
        try {
          window.open(address);
        } catch {
          // Firefox throws; Chromium opens a page of its own that says it was blocked.
        }
      }, gate);
      const opened = (await browser.pages()).filter((page) => !before.includes(page));
      for (const page of opened) {
        expect(await page.evaluate(readGateText)).toBeUndefined();
        await page.close();
      }
    });
  });
}
