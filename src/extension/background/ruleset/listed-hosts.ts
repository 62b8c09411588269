/**
 * The hosts of the ruleset in force that are listed as a whole, in plain. A worker that starts does
 * not read them: they are there for whoever sets the browser's request filter, and verified each
 * time. Where they are damaged the next update gets them again.
 */
import {
  checkPart,
  HOST_PARTS,
  type HostLists,
  type HostParts,
  type Manifest,
  openHosts,
} from '../../../policy/index.ts';
import { logError } from '../../log.ts';
import { openDatabase } from '../../storage/database.ts';
import { reportProblem } from '../../storage/problems.ts';
import { readPackagedHosts } from './packaged-ruleset.ts';
import { type ActiveRuleset, activeRuleset } from './ruleset.ts';

export interface ListedHosts extends HostLists {
  /** The same for the same hosts. */
  readonly id: string;
}

/** Known without reading the hosts; undefined where no ruleset is in force. Never rejects. */
export async function listedHostsId(): Promise<string | undefined> {
  const ruleset = await activeRuleset();
  return ruleset && idOf(ruleset.manifest);
}

/** Undefined where no ruleset is in force, or its hosts are damaged: then nobody knows. */
export async function listedHosts(): Promise<ListedHosts | undefined> {
  const ruleset = await activeRuleset();
  if (ruleset === undefined) return undefined;
  const parts = await heldHosts(ruleset);
  if (parts !== undefined) {
    return { id: idOf(ruleset.manifest), ...(await openHosts(ruleset.manifest, parts)) };
  }
  // Another ruleset may have been put into this slot meanwhile.
  return (await activeRuleset()) === ruleset ? undefined : listedHosts();
}

/** As the manifest names them; undefined where they are missing or damaged. Never rejects. */
export async function heldHosts(ruleset: ActiveRuleset): Promise<HostParts | undefined> {
  try {
    const parts = await readHosts(ruleset);
    const { parts: named } = ruleset.manifest;
    await Promise.all(HOST_PARTS.map((name) => checkPart(name, named[name], parts[name])));
    return parts;
  } catch (error) {
    logError('ruleset: hosts refused', error);
    const isInForce = (await activeRuleset()) === ruleset;
    if (isInForce && ruleset.slot !== undefined) await reportProblem('storage-broken', 'database');
    return undefined;
  }
}

async function readHosts({ slot, manifest }: ActiveRuleset): Promise<HostParts> {
  if (slot === undefined) return readPackagedHosts(manifest);
  const kept = await (await openDatabase()).get('hosts', slot);
  return kept ?? { hosts: new Uint8Array(), freshHosts: new Uint8Array() };
}

function idOf({ parts }: Manifest): string {
  return HOST_PARTS.map((name) => parts[name].sha256).join('-');
}
