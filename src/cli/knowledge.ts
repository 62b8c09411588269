/** Gathers what there is to answer from: policy, rules and the administrator's settings. */
import {
  isExpired,
  joinLinkRules,
  type ManagedSettings,
  NO_LINK_RULES,
  openLinkRules,
  openRules,
} from '../policy/index.ts';
import { compileSeed, readPublished } from '../service/publish/index.ts';
import type { Knowledge } from './explainer.ts';
import { readLinkRules } from './link-rules.ts';
import { readAnchor, readPolicy } from './options.ts';

export interface KnowledgeOptions {
  readonly policy?: string;
  readonly ruleset?: string;
  readonly root?: string;
  readonly linkRules?: readonly string[];
  readonly now?: number;
  readonly clientVersion: string;
  readonly lists: 'on' | 'off';
}

export async function gatherKnowledge(
  options: KnowledgeOptions,
  managed: ManagedSettings,
): Promise<Knowledge> {
  const now = options.now ?? Date.now();
  const { rules } = await readLinkRules(options.linkRules ?? []);
  const common = {
    managed,
    linkRules: openLinkRules(joinLinkRules([managed.linkRules ?? NO_LINK_RULES, rules])),
    now,
    version: options.clientVersion,
  };
  const policy = options.policy === undefined ? undefined : await readPolicy(options.policy);
  const isOff = options.lists === 'off';
  if (options.ruleset !== undefined) {
    const anchor = options.root === undefined ? undefined : await readAnchor(options.root);
    const { manifest, ...opened } = await readPublished(options.ruleset, anchor);
    return {
      ...common,
      policy: policy ?? opened.policy,
      grades: opened.grades,
      rules: isOff ? undefined : opened.rules,
      source: { via: 'ruleset', rulesetVersion: manifest.version },
      isStale: isExpired(manifest, now),
    };
  }
  return {
    ...common,
    policy: policy ?? (await readPolicy('everyday')),
    grades: {},
    rules: isOff ? undefined : openRules(compileSeed().rules),
    // Made on the spot: it has no version and cannot be stale.
    source: { via: 'seed', rulesetVersion: 0 },
    isStale: false,
  };
}
