import type { GateView } from '../../messaging/protocol.ts';
import type { WordKey } from '../ui/words.ts';

/** Why a person may not go on from the gate, by who decided. */
type Facts = Pick<GateView, 'isHeldByOrganisation'> & {
  readonly link: Pick<GateView['link'], 'action' | 'trace'>;
};

export function whyNot({ link: { action, trace }, isHeldByOrganisation }: Facts): WordKey {
  if (isHeldByOrganisation) return 'gate_why_not_managed';
  if (action !== 'block') return 'gate_why_not_address';
  const { source, rule = '' } = trace.find((step) => step.effect === 'decided') ?? {};
  if (source === 'managed') {
    return rule.startsWith('recommended-') ? 'gate_why_not_recommended' : 'gate_why_not_managed';
  }
  return source === 'personal' ? ownChoice(rule) : 'gate_why_not_policy';
}

/** As `choiceClaims` calls what it was made for. */
function ownChoice(rule: string): WordKey {
  if (rule.startsWith('site-')) return 'gate_why_not_personal_site';
  return rule.startsWith('category-') ? 'gate_why_not_personal_category' : 'gate_why_not_personal';
}

/** Whether the person can undo it by a choice of their own. */
export function isOwnDoing(why: WordKey): boolean {
  return why.startsWith('gate_why_not_personal') || why === 'gate_why_not_recommended';
}
