/** The chat sites that can be chosen for, and what each is called. */
import { generic, SITES } from '../../content/sites/index.ts';
import type { KnownSites } from '../../messaging/protocol.ts';
import { sendToBackground } from '../../messaging/send.ts';
import { useAnswer } from '../ui/answer.ts';
import { siteName } from '../ui/names.ts';

export interface NamedSite {
  readonly id: string;
  readonly name: string;
}

type Written = Pick<KnownSites, 'custom' | 'byAdministrator'>;

/**
 * The built-in ones, in whose place an administrator's own may stand, and those that were written.
 * The one that takes over where none is recognised is no chat of its own.
 */
export function namedSites({ custom, byAdministrator }: Written): readonly NamedSite[] {
  const builtIn = SITES.filter((site) => site !== generic);
  const all = [...builtIn, ...byAdministrator, ...custom.filter(({ id }) => id !== generic.id)];
  return [...new Set(all.map(({ id }) => id))].map((id) => {
    const inOrder = [...byAdministrator, ...builtIn, ...custom];
    return { id, name: siteName(id, inOrder.find((site) => site.id === id)?.name) };
  });
}

const askOptions = () => sendToBackground('options.view');

/** Those of the package until the background has told the others. */
export function useNamedSites(): readonly NamedSite[] {
  const { answer } = useAnswer(askOptions);
  return namedSites(
    answer.state === 'answered' ? answer.value : { custom: [], byAdministrator: [] },
  );
}

/** What has been chosen may be for a site that is not there any more. */
export function nameAmong(sites: readonly NamedSite[], id: string): string {
  return sites.find((site) => site.id === id)?.name ?? siteName(id);
}
