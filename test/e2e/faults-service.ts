/** The policy service is there, and is no good. */
import { describe, expect, test } from 'vitest';
import { press, say, untilState } from '../support/bare-chat.ts';
import {
  explain,
  type Ground,
  LISTED,
  popupSays,
  readGate,
  viewOf,
} from '../support/fault-ground.ts';
import { until } from '../support/until.ts';

type Fault = 'down' | 'slow' | 'html' | 'truncated' | 'wrong-type' | 'unknown-json';

const FAULTS: readonly [Fault, string][] = [
  ['down', 'is down'],
  ['slow', 'answers after 3 s'],
  ['html', 'answers a web page with 200'],
  ['truncated', 'answers half of its answer'],
  ['wrong-type', 'answers JSON of the wrong types'],
  ['unknown-json', 'answers JSON that means nothing'],
];

async function misbehave({ service }: Ground, fault: Fault): Promise<void> {
  if (fault !== 'unknown-json') return service.front.setMode(fault);
  service.lie('/v1/lookup', { type: 'application/json', body: '{"verdicts":"all clean"}' });
}

export function failingService(ground: () => Ground): void {
  describe('when the service', () => {
    test.each(FAULTS)('%s: it %s, the ruleset on the device judges', async (fault) => {
      const { chat, desk, internet } = ground();
      const other = `${fault}.unlisted.example`;
      await misbehave(ground(), fault);
      await say(chat, 'listed', `https://${LISTED}/a`);
      await say(chat, 'unlisted', `https://${other}/?utm_source=x`);
      await untilState(chat, 'listed', 'stopped');
      expect(await untilState(chat, 'unlisted', 'open')).toMatchObject({
        address: `https://${other}/`,
      });
      await press(chat, 'listed');
      const gate = await readGate(ground());
      expect(gate.text).toContain('Listed as suspected phishing');
      expect(gate.canContinue).toBe(false);
      expect(internet.contacts(LISTED)).toEqual([]);
      expect(internet.contacts(other)).toEqual([]);
      const report = await explain(desk, `https://never-asked.${fault}.example/`);
      expect(report).toMatchObject({ verdict: 'unlisted', action: 'open' });
      await popupSays(ground(), 'The policy service cannot be reached');
    });

    test('is down, an unlisted link still opens on a click', async () => {
      const { chat, internet, service } = ground();
      await service.front.setMode('down');
      await say(chat, 'unlisted', 'https://opens.example/page');
      await untilState(chat, 'unlisted', 'open');
      await press(chat, 'unlisted');
      const [first] = await until(
        () => {
          const made = internet.requests('opens.example');
          return made.length > 0 && made;
        },
        { what: 'the request of the opened page' },
      );
      expect(first?.url).toBe('https://opens.example/page');
    });

    test('is back, that is noticed without any help', async () => {
      const { chat, desk, service } = ground();
      await service.front.setMode('down');
      await say(chat, 'before', 'https://before.example/');
      await untilState(chat, 'before', 'open');
      expect((await viewOf(desk)).protection).toMatchObject({
        service: 'unreachable',
        state: 'degraded',
      });
      await service.front.setMode('up');
      await untilReachable(ground());
      expect((await viewOf(desk)).protection).toMatchObject({ state: 'protecting', problems: [] });
    });

    test('lists what the device does not, that is stopped as soon as it can be asked', async () => {
      const { chat, desk, service } = ground();
      const before = (await viewOf(desk)).protection.ruleset?.version ?? 0;
      const version = await service.publish([LISTED, 'new.faults.example']);
      expect(version).toBeGreaterThan(before);
      await service.front.setMode('down');
      await say(chat, 'new', 'https://new.faults.example/');
      await untilState(chat, 'new', 'open');
      await service.front.setMode('up');
      // Its first answer has every page judged again.
      await untilReachable(ground());
      await untilState(chat, 'new', 'stopped');
      expect((await viewOf(desk)).protection.ruleset?.version).toBe(before);
    });
  });
}

/** Goes on asking of new links, as a chat that goes on does. */
async function untilReachable({ desk }: Ground): Promise<void> {
  let count = 0;
  await until(
    async () => {
      count += 1;
      await explain(desk, `https://again-${count}.example/`);
      return (await viewOf(desk)).protection.service === 'reachable';
    },
    { what: 'the service to be asked again', within: 15_000 },
  );
}
