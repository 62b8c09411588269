/** What a trial told, as a text that can be shown to others. */
import type { TriedLink } from '../../messaging/options.ts';
import { CONTEXTS_SHOWN } from '../ui/choice-state.ts';
import { contextName } from '../ui/names.ts';
import { sourceWords, traceWords } from '../ui/trace-words.ts';
import { visibleText } from '../ui/visible.ts';
import { say, sayAny } from '../ui/words.ts';

export function triedText({ link, contexts }: TriedLink): string {
  const lines = [
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
