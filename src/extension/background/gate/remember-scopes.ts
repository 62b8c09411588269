/** Which exceptions a person may make for a link. */
import {
  EXCEPTION_SCOPES,
  type ExceptionScope,
  isSevereRule,
  isUnder,
  type ManagedSettings,
  PROVIDERS,
  scopeValue,
} from '../../../policy/index.ts';
import { type Judged, webDestination } from '../verdict/judge.ts';

export interface RememberScope {
  readonly scope: ExceptionScope;
  readonly value: string;
}

/**
 * Never for `block`, nor where the destination is not http(s), nor from a stopped link where the
 * administrator lets nobody go on.
 */
export function mayProceed(judged: Judged, { proceed = true }: ManagedSettings): boolean {
  const { action } = judged.decision;
  const isLetOn = action === 'open' || (action !== 'block' && proceed);
  return isLetOn && webDestination(judged) !== undefined;
}

/**
 * None for severe violations, nor where the administrator allows none. Where a host is shared by strangers (a shortener, a host on which
 * tenants publish), one address says nothing of the others, so only the address is offered.
 */
export function rememberScopes(judged: Judged, managed: ManagedSettings): readonly RememberScope[] {
  const destination = webDestination(judged);
  if (destination === undefined || !mayProceed(judged, managed)) return [];
  if (managed.exceptions === false || isSevereVerdict(judged)) return [];
  const scopes: readonly ExceptionScope[] = isSharedHost(judged, destination)
    ? ['url']
    : EXCEPTION_SCOPES;
  return scopes.flatMap((scope) => {
    const value = scopeValue(scope, destination);
    return value === undefined ? [] : [{ scope, value }];
  });
}

function isSevereVerdict({ verdict }: Judged): boolean {
  return verdict.kind === 'harmful' && isSevereRule(verdict.match);
}

function isSharedHost({ link }: Judged, destination: string): boolean {
  if (link.opaque?.owner === 'third-party') return true;
  const { hostname } = new URL(destination);
  return PROVIDERS.some(({ tenantHosts = [] }) =>
    tenantHosts.some((host) => isUnder(hostname, host)),
  );
}
