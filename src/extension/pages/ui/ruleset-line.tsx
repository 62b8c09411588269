import type { Protection } from '../../messaging/protocol.ts';
import { since } from './since.ts';
import { onDate } from './time.ts';
import { language, say } from './words.ts';

type Ruleset = Protection['ruleset'];

/** Version and age of the rules in force; out of date is said in words. */
export function RulesetLine({ ruleset }: { ruleset: Ruleset }) {
  if (ruleset === undefined) return <span class="caution">{say('ruleset_none')}</span>;
  return (
    <span>
      {say('ruleset_version', ruleset.version, since(ruleset.issuedAt))}
      {ruleset.stale === undefined ? null : (
        <span class="caution block">
          {say(`ruleset_stale_${ruleset.stale}`, onDate(ruleset.expiresAt, language()))}
        </span>
      )}
    </span>
  );
}
