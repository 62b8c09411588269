/** Everything that a person may want to know of one link. */
import type { LinkReport } from '../../messaging/protocol.ts';
import type { Judged } from './judge.ts';
import { reasonOf } from './reason.ts';

export function reportOf({ sighted, link, verdict, grade, decision }: Judged): LinkReport {
  const { provider } = link;
  return {
    address: link.input,
    destination: link.destination,
    hops: link.hops.map(({ from, to }) => ({ from: withoutQuery(from), to })),
    isOpaque: link.opaque !== undefined,
    removed: link.removed,
    action: decision.action,
    verdict: verdict.kind,
    unknownCause: verdict.kind === 'unknown' ? verdict.cause : undefined,
    trace: decision.trace,
    reason: reasonOf(decision),
    provider: provider && {
      id: provider.id,
      name: provider.name,
      category: provider.category,
      grade,
    },
    context: sighted.context,
    site: sighted.site,
  };
}

/** A wrapper's query can hold secrets of a session; what it leads to stands in the next hop. */
function withoutQuery(address: string): string {
  return address.replace(/[?#].*$/s, '');
}
