/** Whether the root of an own service is one that its own keys have signed, and still holds. */
import {
  type Fault,
  isExpired,
  type ManagedSettings,
  openFirstRoot,
  type Root,
} from '../../policy/index.ts';

const PLACE = 'service.root';

/** `now` in milliseconds since the epoch. */
export async function faultsOfRoot(
  { service }: ManagedSettings,
  now: number,
): Promise<readonly Fault[]> {
  if (service?.root === undefined) return [];
  const root = await openFirstRoot(Buffer.from(service.root, 'base64')).catch(
    (): Root | undefined => undefined,
  );
  if (root === undefined) {
    return [{ place: PLACE, rule: 'expected', expected: 'a root that its own keys have signed' }];
  }
  if (!isExpired(root, now)) return [];
  return [
    { place: PLACE, rule: 'expected', expected: `a root that holds after ${root.expiresAt}` },
  ];
}
