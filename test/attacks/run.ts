/** Makes tests of attacks: one for each in each mode, with what came of it in the test's meta. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { BrowserName } from '../../scripts/browsers.ts';
import { type Attack, holeIn, type Layer, type Mode, modesOf, runsIn } from './attack.ts';
import { Ground } from './ground.ts';
import type { Outcome } from './results.ts';
import { prepareWorld, type World } from './world.ts';

declare module 'vitest' {
  interface TaskMeta {
    attack?: Outcome;
  }
}

/** Milliseconds for one case. */
const ENOUGH = 60_000;

export function runAttacks(
  name: BrowserName,
  attacks: readonly Attack[],
  modes: readonly Mode[],
): void {
  const direct = attacks.filter(({ isDirect }) => isDirect && name === 'chromium');
  const others = attacks.filter((attack) => !direct.includes(attack));
  for (const [some, isDirect] of [
    [others, false],
    [direct, true],
  ] as const) {
    if (some.some((attack) => runsIn(attack, name))) runIn(name, some, modes, isDirect);
  }
}

function runIn(
  name: BrowserName,
  attacks: readonly Attack[],
  modes: readonly Mode[],
  isDirect: boolean,
): void {
  describe(`attacks${isDirect ? ' without a proxy' : ''}, in ${name}`, () => {
    let world: World;
    const grounds: Ground[] = [];
    beforeAll(async () => {
      world = await prepareWorld(
        name,
        attacks.map(({ id }) => id),
        isDirect,
      );
    });
    afterAll(() => world.close());

    const used = modes.filter((mode) =>
      attacks.some((attack) => runsIn(attack, name) && modesOf(attack).includes(mode)),
    );
    describe.each(used)('%s', (mode) => {
      beforeAll(() => world.enter(mode));
      afterEach(() => world.clear());
      for (const attack of attacks) {
        if (!runsIn(attack, name) || !modesOf(attack).includes(mode)) continue;
        const { within: timeout = ENOUGH } = attack;
        test(`${attack.id}: ${attack.title}`, { timeout }, async ({ task }) => {
          const ground = new Ground(world, mode, attack.id);
          grounds.push(ground);
          task.meta.attack = await carryOut(attack, name, mode, ground);
        });
      }
    });

    test('nothing has reached a listed host since', () => {
      const late = grounds.flatMap((ground) => ground.lateRequests());
      expect(late).toEqual([]);
    });
  });
}

async function carryOut(
  attack: Attack,
  browser: BrowserName,
  mode: Mode,
  ground: Ground,
): Promise<Outcome> {
  await attack.run(ground);
  const seen = await ground.layer();
  if (holeIn(attack, browser) === undefined) {
    await ground.zero();
    ground.end();
  }
  const { layer = seen } = attack;
  if (isMeasured(layer)) expect(seen).toBe(layer);
  // What is blocked and is no page leaves no trace to compare with; what was opened does.
  if (layer === 'net') expect(seen).not.toBe('watch');
  return { id: attack.id, browser, mode, layer };
}

function isMeasured(layer: Layer | undefined): boolean {
  return layer === 'rewrite' || layer === 'guard' || layer === 'watch';
}
