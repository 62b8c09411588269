/** Whether the hosts in plain say nothing that the rules beside them do not. */
import { isSevereRule } from '../../verdict.ts';
import type { Ruleset } from '../ruleset.ts';
import { badHosts } from './host-coding.ts';
import type { HostLists } from './host-lists.ts';

/** Throws `bad-hosts`. What is missing in the lists cannot be seen: rules do not tell their hosts. */
export function checkHosts(rules: Ruleset, { blocked }: HostLists): void {
  for (const host of blocked) {
    const match = rules.find(`http://${host}/`);
    if (match?.effect !== 'listed' || !isSevereRule(match)) {
      throw badHosts('one that the rules do not list as a whole');
    }
  }
}
