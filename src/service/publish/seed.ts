/**
 * The lists that every ruleset begins with: hosts from the package eth-phishing-detect, and our own
 * list, which names one reserved host for each violation so that anybody can try each action.
 */
import phishingConfig from 'eth-phishing-detect/src/config.json' with { type: 'json' };
import {
  CLIENT_PARTS,
  type CompiledRules,
  HOST_PARTS,
  type ImportedList,
  importList,
  makeRuleset,
  nextVersion,
  type Policy,
} from '../../policy/index.ts';
import { compileLists } from './compile-lists.ts';
import { type KeyFile, signerOf } from './key-files.ts';
import ownList from './own-list.json' with { type: 'json' };

const LIFETIME_DAYS = 30;

export function seedLists(): readonly ImportedList[] {
  return [
    importList(JSON.stringify(phishingConfig), {
      format: 'eth-phishing-detect',
      list: 'eth-phishing-detect',
      violation: 'phishing',
      mayAllow: true,
    }),
    importList(JSON.stringify(ownList), {
      format: 'link-guard',
      list: 'link-guard',
      violation: 'phishing',
      mayAllow: true,
    }),
  ];
}

export function compileSeed(): CompiledRules {
  return compileLists(seedLists());
}

/**
 * The files that are packaged with the extension, by path below its ruleset folder, without those
 * that only the service needs. It begins no log. `now` in milliseconds since the epoch.
 */
export async function buildSeed(options: {
  readonly key: KeyFile;
  readonly policy: Policy;
  readonly now: number;
}): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const { manifest, manifestBytes, parts } = await makeRuleset({
    policy: options.policy,
    keys: [signerOf(options.key)],
    now: options.now,
    compiled: compileSeed(),
    grades: {},
    version: nextVersion(options.now, undefined),
    lifetimeDays: LIFETIME_DAYS,
  });
  const files = [...CLIENT_PARTS, ...HOST_PARTS].map(
    (name) => [`parts/${manifest.parts[name].sha256}`, parts[name]] as const,
  );
  return new Map([['manifest.json', manifestBytes], ...files]);
}
