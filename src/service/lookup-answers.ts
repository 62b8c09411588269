/**
 * What the ruleset in force knows under prefixes, as the text that is answered: from memory, kept of
 * nothing that was asked, and rounded up in size, so that it does not tell what was found.
 */
import type { LookupResponse } from '../wire/index.ts';
import type { AppOptions } from './app-env.ts';
import { Refusal } from './problem.ts';
import { padded } from './routes/padded.ts';

/** By the 32 bits of each prefix; throws `stale-ruleset`. */
export type AnswerPrefixes = (prefixes: Iterable<number>) => Promise<string>;

/** Answers of an expired or revoked ruleset would pass for good ones: it answers nothing instead. */
export function answerPrefixesFrom({
  ruleset,
  now,
  limits,
}: Pick<AppOptions, 'ruleset' | 'now' | 'limits'>): AnswerPrefixes {
  const textOfNone = keptText();
  return async (prefixes) => {
    const { manifest, fullHashes } = await ruleset.current();
    const freshFor = Math.floor((Date.parse(manifest.expiresAt) - now()) / 1000);
    if (freshFor <= 0 || ruleset.isRevoked) throw new Refusal('stale-ruleset');
    const head = {
      rulesetVersion: manifest.version,
      negativeTtl: Math.min(limits.negativeTtl, freshFor),
      positiveTtl: Math.min(limits.positiveTtl, freshFor),
    };
    const found = new Map<number, LookupResponse['matches']>();
    for (const prefix of prefixes) {
      const matches = fullHashes.withPrefix(prefix);
      if (matches.length > 0) found.set(prefix, [...matches]);
    }
    if (found.size === 0) return textOfNone(head);
    return padded({ ...head, matches: [...found.values()].flat() });
  };
}

type Head = Pick<LookupResponse, 'rulesetVersion' | 'negativeTtl' | 'positiveTtl'>;

/** Nearly every answer is that there is nothing, and the same for hours. */
function keptText(): (head: Head) => string {
  let kept: { readonly head: Head; readonly text: string } | undefined;
  return (head) => {
    if (kept === undefined || !isSame(kept.head, head)) {
      kept = { head, text: padded({ ...head, matches: [] }) };
    }
    return kept.text;
  };
}

function isSame(one: Head, other: Head): boolean {
  return (
    one.rulesetVersion === other.rulesetVersion &&
    one.negativeTtl === other.negativeTtl &&
    one.positiveTtl === other.positiveTtl
  );
}
