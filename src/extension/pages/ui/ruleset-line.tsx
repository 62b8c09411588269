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
      {ruleset.isStale ? (
        <span class="caution block">
          {ruleset.expiresAt <= Date.now()
            ? say('ruleset_stale', onDate(ruleset.expiresAt, language()))
            : say('ruleset_superseded')}
        </span>
      ) : null}
    </span>
  );
}
