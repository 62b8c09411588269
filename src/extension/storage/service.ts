/**
 * Which policy service is asked here, and whose rulesets count: the package's, or those that an
 * administrator set. Another one comes in force through `turnToService` alone, so that what began
 * with one publisher never ends in the place of another.
 */
import { type ManagedSettings, sha256Of } from '../../policy/index.ts';
import { managedNow } from './managed.ts';

export interface Service {
  /** Without a slash at the end; undefined where the one that is named cannot be read. */
  readonly address: string | undefined;
  /** Whether an administrator named it. */
  readonly isManaged: boolean;
  /** Base64 of the envelope of the root that trust begins with. */
  readonly root: string;
  /** '' for the package's own root, else the beginning of the other one's hash. */
  readonly publisher: string;
}

const PUBLISHER_DIGITS = 16;

let inForce: Promise<Service> | undefined;

/** The same object until another one is turned to. Never rejects. */
export function serviceInForce(): Promise<Service> {
  inForce ??= wantedService();
  return inForce;
}

/** What is to come into force; undefined where it is already. */
export async function nextService(): Promise<Service | undefined> {
  const [held, wanted] = await Promise.all([serviceInForce(), wantedService()]);
  const isSame = held.address === wanted.address && held.publisher === wanted.publisher;
  return isSame ? undefined : wanted;
}

export function turnToService(service: Service): void {
  inForce = Promise.resolve(service);
}

const known = new WeakMap<ManagedSettings, Promise<Service>>();

async function wantedService(): Promise<Service> {
  const { settings } = await managedNow();
  const service = known.get(settings) ?? serviceOf(settings);
  known.set(settings, service);
  return service;
}

async function serviceOf({ service }: ManagedSettings): Promise<Service> {
  const { serviceAddress, root: packaged } = LINK_GUARD_BUILD;
  const root = service?.root ?? packaged;
  return {
    address: service === undefined ? serviceAddress : service.address,
    isManaged: service !== undefined,
    root,
    publisher: root === packaged ? '' : await hashOf(root),
  };
}

async function hashOf(root: string): Promise<string> {
  return (await sha256Of(new TextEncoder().encode(root))).slice(0, PUBLISHER_DIGITS);
}
