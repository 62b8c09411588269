/** A data folder with keys, lists that a test writes, and a clock that stands still. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packagedPolicy } from '../../../src/policy/index.ts';
import {
  ensureKeys,
  type Keys,
  type ListSource,
  type Published,
  type PublishOptions,
  publishRuleset,
} from '../../../src/service/publish/index.ts';
import { temporaryFolder } from '../temporary-folder.ts';

export const NOW = Date.parse('2026-01-02T00:00:00Z');

export interface Workshop {
  readonly data: string;
  /** Where rulesets are published. */
  readonly dir: string;
  readonly keys: Keys;
  list(name: string, text: string): ListSource;
  /** Without the seed, signed by the ruleset key, unless told otherwise. */
  publish(sources?: readonly ListSource[], more?: Partial<PublishOptions>): Promise<Published>;
}

export async function openWorkshop(): Promise<Workshop> {
  const data = await temporaryFolder();
  const dir = join(data, 'ruleset');
  const keys = await ensureKeys(data);
  return {
    data,
    dir,
    keys,
    list(name, text) {
      const from = join(data, `${name}.txt`);
      writeFileSync(from, text);
      return { name, from, violation: 'fraud' };
    },
    publish: (sources = [], more = {}) =>
      publishRuleset({
        dir,
        keys: [keys.ruleset],
        policy: packagedPolicy('everyday'),
        grades: {},
        sources,
        now: NOW,
        withSeed: false,
        ...more,
      }),
  };
}

/** So many hosts, one a line, the same ones for the same numbers. */
export function hosts(from: number, to: number): string {
  return Array.from({ length: to - from }, (_, index) => `host-${from + index}.test`).join('\n');
}
