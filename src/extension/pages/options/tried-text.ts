/** What a trial told, as a text that can be shown to others. */
import type { TriedLink } from '../../messaging/options.ts';
import { CONTEXTS_SHOWN } from '../ui/choice-state.ts';
import { contextName, policyName } from '../ui/names.ts';
import { atTime } from '../ui/time.ts';
import { sourceWords, traceWords } from '../ui/trace-words.ts';
import { visibleText } from '../ui/visible.ts';
import { language, say, sayAny } from '../ui/words.ts';

interface Told {
  /** As the policy alone says. */
  readonly isByPolicy: boolean;
  /** The chat in which it was tried; undefined for none in particular. */
  readonly chat: string | undefined;
}

export function triedText(tried: TriedLink, { isByPolicy, chat }: Told): string {
  const { link } = tried;
  const contexts = isByPolicy ? tried.byPolicy : tried.contexts;
  const ruleset = tried.rulesetVersion === 0 ? say('ruleset_none') : tried.rulesetVersion;
  const lines = [
    `${say('name')} ${tried.version} · ${atTime(tried.at, language())}`,
    `${say('policy_title')}: ${policyName(tried.policy)} · ${say('ruleset_title')}: ${ruleset}`,
    ...(chat === undefined ? [] : [`${say('try_site')}: ${chat}`]),
    say(isByPolicy ? 'try_by_policy' : 'try_as_set'),
    '',
    `${say('try_address')}: ${visibleText(link.address)}`,
    ...link.hops.map(({ to }) => `  → ${visibleText(to)}`),
    ...(link.destination === undefined
      ? []
      : [`${say('try_destination')}: ${visibleText(link.destination)}`]),
    ...(link.isOpaque ? [say('chain_opaque')] : []),
    `${say('try_verdict')}: ${say(`verdict_${link.verdict}`)}`,
    '',
    ...CONTEXTS_SHOWN.flatMap((context) => [
      `${contextName(context)}: ${say(`mark_${contexts[context].action}`)}`,
      ...contexts[context].trace.map((step) => {
        const { key, substitutions } = traceWords(step);
        const words = visibleText(sayAny(key, substitutions));
        return `  - ${say(`action_${step.says}`)} (${say(`effect_${step.effect}`)}, ${sourceWords(step)}): ${words}`;
      }),
    ]),
  ];
  return `${lines.join('\n')}\n`;
}
