import { isDeepStrictEqual } from 'node:util';
import { Command } from 'commander';
import type { Action, EffectiveValue } from '../../policy/index.ts';
import { type LinkOptions, withLinkOptions } from '../link-options.ts';
import { readPolicy } from '../options.ts';
import { writeJson, writeLine } from '../output.ts';
import { textOf } from './check.ts';
import { checkSettings, effectiveOf } from './check-settings.ts';
import { explainUnder } from './explain.ts';
import { readSettingsFile } from './read-settings.ts';

interface DiffOptions extends LinkOptions {
  readonly json?: true;
}

interface Held {
  readonly value: unknown;
  readonly source: EffectiveValue['source'];
}

interface KeyChange {
  readonly key: string;
  /** Null where the key has no value there. */
  readonly before: Held | null;
  readonly after: Held | null;
}

interface LinkChange {
  readonly input: string;
  readonly before: Action;
  readonly after: Action;
}

export function diffCommand(version: string): Command {
  return withLinkOptions(new Command('diff'), version)
    .description('say what changes from one file of settings to another, also for links')
    .argument('<from>', 'settings that are in force')
    .argument('<to>', 'settings that are to come')
    .argument('[url...]', 'addresses')
    .option('--json', 'print one JSON object a line')
    .action(async (from: string, to: string, urls: readonly string[], options: DiffOptions) => {
      const keys = changedKeys(await valuesOf(from, options), await valuesOf(to, options));
      const [before, after] = await Promise.all([
        explainUnder(from, urls, options),
        explainUnder(to, urls, options),
      ]);
      const links = before.map(({ input, action }, index) => ({
        ...{ input, before: action },
        after: after[index]?.action ?? action,
      }));
      if (options.json) await writeJson({ keys, links });
      else await writeReport(keys, links);
    });
}

async function valuesOf(
  file: string,
  { policy = 'everyday', now = Date.now(), clientVersion }: DiffOptions,
): Promise<readonly EffectiveValue[]> {
  const { settings } = checkSettings(await readSettingsFile(file));
  return effectiveOf(settings, { policy: await readPolicy(policy), now, version: clientVersion });
}

function changedKeys(
  before: readonly EffectiveValue[],
  after: readonly EffectiveValue[],
): readonly KeyChange[] {
  const [old, wanted] = [byKey(before), byKey(after)];
  return [...new Set([...old.keys(), ...wanted.keys()])]
    .map((key) => ({ key, before: old.get(key) ?? null, after: wanted.get(key) ?? null }))
    .filter((change) => !isDeepStrictEqual(change.before, change.after));
}

function byKey(values: readonly EffectiveValue[]): ReadonlyMap<string, Held> {
  return new Map(values.map(({ key, value, source }) => [key, { value, source }]));
}

async function writeReport(
  keys: readonly KeyChange[],
  links: readonly LinkChange[],
): Promise<void> {
  for (const { key, before, after } of keys) {
    await writeLine(`${key}: ${heldText(before)} → ${heldText(after)}`);
  }
  for (const { input, before, after } of links) {
    await writeLine(before === after ? `${before}: ${input}` : `${before} → ${after}: ${input}`);
  }
}

function heldText(held: Held | null): string {
  return held === null ? 'nothing' : `${textOf(held.value)} (${held.source})`;
}
