/** The process of the extension crashes, and a browser ends the worker as soon as it can. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BROWSERS } from '../../scripts/browsers.ts';
import { press, say, untilState } from '../support/bare-chat.ts';
import { type Ground, LISTED, prepareGround, readGate, viewOf } from '../support/fault-ground.ts';
import { readKept } from '../support/kept-ruleset.ts';
import { until } from '../support/until.ts';

describe.each(BROWSERS)('in %s', (name) => {
  let ground: Ground;
  beforeAll(async () => {
    ground = await prepareGround(name);
  });
  afterAll(() => ground.close());

  test('after its process has crashed, the next press and the next link are guarded as before', async () => {
    const { browser, chat, desk, internet } = ground;
    const before = await readKept(desk);
    await say(chat, 'before', `https://${LISTED}/before`);
    await untilState(chat, 'before', 'stopped');
    await browser.crashExtension();
    await press(chat, 'before');
    expect((await readGate(ground)).text).toContain(`${LISTED}/before`);
    await say(chat, 'after', `https://${LISTED}/after`);
    await untilState(chat, 'after', 'stopped');
    expect(internet.contacts(LISTED)).toEqual([]);
    ground = { ...ground, desk: await browser.extensionPage('icons/16.png') };
    expect(await readKept(ground.desk)).toEqual(before);
    expect((await viewOf(ground.desk)).protection).toMatchObject({ state: 'protecting' });
  });
});

test('an event page that Firefox ends as soon as it rests does its work all the same', async () => {
  const ground = await prepareGround('firefox', { idleTimeout: 0 });
  try {
    const { browser, chat, desk, internet, service } = ground;
    const rests = () =>
      until(async () => !(await browser.isWorkerRunning()), { what: 'the end of the event page' });
    for (const one of ['first', 'second']) {
      await rests();
      await say(chat, one, `https://${LISTED}/${one}`);
      await untilState(chat, one, 'stopped');
    }
    await rests();
    await press(chat, 'first');
    expect((await readGate(ground)).text).toContain(`${LISTED}/first`);
    expect(internet.contacts(LISTED)).toEqual([]);
    const version = await service.publish([LISTED, 'idle.faults.example']);
    await rests();
    await until(
      async () => {
        await desk.evaluate(
          `chrome.runtime.sendMessage({ protocol: 'page', name: 'ruleset.update' })`,
        );
        const kept = await readKept(desk);
        return kept.version === version && kept.isWhole;
      },
      { what: 'the new ruleset' },
    );
  } finally {
    await ground.close();
  }
});
