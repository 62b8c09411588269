/**
 * What each role may do. Nobody rules but people: `system` may hurry and publish, and that is all;
 * an administrator gives roles and frees claims, and rules on nothing.
 */
import type { ActorRole } from './actor.ts';
import type { CommandKind } from './case-command.ts';

const REVIEWERS = ['reviewer', 'senior'] as const;

export const MAY: Readonly<Record<CommandKind, readonly ActorRole[]>> = {
  complain: ['reporter'],
  hurry: ['system'],
  claim: REVIEWERS,
  /** Their own claim; that of somebody else, `senior` and `administrator`. */
  release: [...REVIEWERS, 'administrator'],
  rule: REVIEWERS,
  confirm: REVIEWERS,
  return: REVIEWERS,
  publish: ['publisher', 'system'],
  answer: ['owner'],
  appeal: ['reporter', 'owner'],
  decide: REVIEWERS,
  lift: ['senior'],
  'note-removal': REVIEWERS,
  'note-return': REVIEWERS,
};

export function may(role: ActorRole, command: CommandKind): boolean {
  return MAY[command].includes(role);
}
