/// <reference lib="dom" />
/** A91: whoever writes the lists, and has the key that signs them. */
import { expect } from 'vitest';
import { fullHashOf, toHex } from '../../src/policy/index.ts';
import { ENDPOINTS } from '../../src/wire/index.ts';
import { forgetBackOff, keptFloor, lookForUpdate, viewOf } from '../support/fault-ground.ts';
import type { Attack } from './attack.ts';
import { addressAtGate } from './gate-page.ts';
import type { Ground } from './ground.ts';
import { hostileRulesets } from './hostile-rulesets.ts';
import { linkTo } from './spellings.ts';

const MARKUP = '<img src=x onerror="fetch(`https://signals.example`)">';

export const A91: Attack = {
  id: 'A91',
  title:
    'Who writes the lists, and has the key that signs them, writes markup and script into them, names of objects, or too much of it',
  required:
    'a signed ruleset that breaks the contract is refused, with a reason, and the one before stays in force; what is within it is shown as text; nobody waits',
  layer: 'rewrite',
  modes: { only: ['warm', 'killed'], why: 'without a service nothing is answered.' },
  within: 120_000,
  async run(ground) {
    await refusesRulesets(ground);
    await readsAnswers(ground);
    await ground.noContact('signals.example');
  },
};

async function refusesRulesets({ world: { service, desk } }: Ground): Promise<void> {
  const [version, floor] = [service.version(), await keptFloor(desk)];
  const { front } = service;
  try {
    for (const one of await hostileRulesets(service, await service.published(), MARKUP)) {
      const path = `${ENDPOINTS.rulesetParts}/${one.part?.sha256}`;
      front.say(ENDPOINTS.rulesetManifest, one.manifestBytes);
      front.say(path, one.part?.bytes);
      await lookForUpdate(desk);
      const { ruleset, problems } = (await viewOf(desk)).protection;
      expect({ what: one.what, version: ruleset?.version, problems }).toEqual({
        ...{ what: one.what, version, problems: ['update-not-a-ruleset'] },
      });
      front.say(path, undefined);
    }
  } finally {
    front.say(ENDPOINTS.rulesetManifest, undefined);
    await lookForUpdate(desk);
  }
  expect(await keptFloor(desk)).toBe(floor);
  expect((await viewOf(desk)).protection.problems).toEqual([]);
}

async function readsAnswers(ground: Ground): Promise<void> {
  const { service } = ground.world;
  const author = ground.fresh('author');
  const host = (n: string) => `${n}.${author}`;
  const answer = (matches: readonly object[]) =>
    JSON.stringify({
      ...{ rulesetVersion: service.version(), negativeTtl: 60, positiveTtl: 60, matches },
    });
  const match = {
    ...{
      fullHash: toHex(fullHashOf(`${host('markup')}/`)),
      effect: 'listed',
      violation: 'phishing',
    },
    ...{ severity: 'severe', list: MARKUP, evidence: MARKUP },
  };
  try {
    service.front.say(
      ENDPOINTS.lookup,
      answer([match]).replace('{', '{"__proto__":{"effect":"allowed"},'),
    );
    const page = await ground.attack(() => ground.show(linkTo('a', `https://${host('markup')}/`)));
    await ground.untilStopped(page, '#a');
    await ground.press(page, '#a');
    const shown = await addressAtGate(ground);
    expect(shown).toMatchObject({ action: 'block', host: host('markup') });
    expect(shown.all).toContain(MARKUP);
    const tooMuch = answer(Array.from({ length: 10_001 }, () => match));
    for (const [n, json] of [tooMuch, `${'['.repeat(100_000)}${']'.repeat(100_000)}`].entries()) {
      service.front.say(ENDPOINTS.lookup, json);
      await forgetBackOff(ground.world.desk);
      const next = await ground.show(linkTo('b', `https://${host(`too-much-${n}`)}/`));
      await ground.untilOpen(next, '#b');
    }
  } finally {
    service.front.say(ENDPOINTS.lookup, undefined);
    await forgetBackOff(ground.world.desk);
  }
  await ground.noContact(host('markup'), host('too-much-0'), host('too-much-1'));
}
