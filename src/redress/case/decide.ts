/**
 * Decides what comes of a command. Pure: the same case, command and facts always give the same
 * events or the same refusal. The only place where a case can come to change.
 *
 * Invariants: only a claimed ruling of a person makes anything that a rule could come from; where
 * two are needed they are two; nobody decides an appeal against what they took part in.
 */
import { later } from '../instant.ts';
import type { Case } from './case.ts';
import type { CaseCommand } from './case-command.ts';
import { answer, decideAppeal, lodgeAppeal } from './decide-appeal.ts';
import { lift, noteRemoval, noteReturn, publish } from './keep-ruling.ts';
import { type Acting, type CaseFacts, type Outcome, refuse } from './outcome.ts';
import { may } from './rights.ts';
import { confirm, returnProposal, rule } from './rule.ts';
import { takeComplaint } from './take-complaint.ts';
import { claim, hurry, release } from './tasks.ts';

/** `theCase` is undefined where the destination has none yet. */
export function decide(theCase: Case | undefined, command: CaseCommand, facts: CaseFacts): Outcome {
  const { actor } = command;
  if (!may(actor.role, command.kind)) return refuse('not-your-role');
  const at = theCase === undefined ? command.at : later(command.at, theCase.changedAt);
  const acting: Acting = { actor, at, facts };
  if (command.kind === 'complain') return takeComplaint(theCase, command, acting);
  if (theCase === undefined) return refuse('no-such-case');
  return decideOn(theCase, command, acting);
}

function decideOn(
  theCase: Case,
  command: Exclude<CaseCommand, { readonly kind: 'complain' }>,
  acting: Acting,
): Outcome {
  switch (command.kind) {
    case 'hurry':
      return hurry(theCase, command, acting);
    case 'claim':
      return claim(theCase, command, acting);
    case 'release':
      return release(theCase, command, acting);
    case 'rule':
      return rule(theCase, command, acting);
    case 'confirm':
      return confirm(theCase, command, acting);
    case 'return':
      return returnProposal(theCase, command, acting);
    case 'publish':
      return publish(theCase, command, acting);
    case 'answer':
      return answer(theCase, command, acting);
    case 'appeal':
      return lodgeAppeal(theCase, command, acting);
    case 'decide':
      return decideAppeal(theCase, command, acting);
    case 'lift':
      return lift(theCase, command, acting);
    case 'note-removal':
      return noteRemoval(theCase, command, acting);
    case 'note-return':
      return noteReturn(theCase, command, acting);
  }
}
