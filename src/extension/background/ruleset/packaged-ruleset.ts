/** The ruleset that comes with the package: verified like one that was fetched. */
import browser from 'webextension-polyfill';
import {
  CLIENT_PARTS,
  type ClientParts,
  CodedError,
  HOST_PARTS,
  type HostParts,
  type Manifest,
  type OpenedRuleset,
  openBundle,
  openManifest,
  peekDocument,
  type SignedManifest,
} from '../../../policy/index.ts';
import { serviceInForce } from '../../storage/service.ts';
import { packagedTrust } from './trust.ts';

/**
 * Undefined where another publisher counts here. Throws 'no-ruleset' where the package has none, and
 * as `openManifest` and `openBundle` do.
 */
export async function openPackagedRuleset(): Promise<OpenedRuleset | undefined> {
  const signed = await openPackagedManifest();
  return signed && openBundle(signed, await readPackagedParts(signed.manifest));
}

/** 0 for a package without a ruleset that counts, which is older than any. */
export function packagedVersion(): Promise<number> {
  return openPackagedManifest().then(
    (signed) => signed?.manifest.version ?? 0,
    () => 0,
  );
}

/** No less than `packagedVersion`: what the manifest says of itself, before its signatures are read. */
export async function packagedVersionAtMost(): Promise<number> {
  if ((await serviceInForce()).publisher !== '') return 0;
  const found = await packaged('ruleset/manifest.json').then(peekDocument, () => undefined);
  return found?.kind === 'manifest' ? found.document.version : 0;
}

export async function readPackagedParts({ parts }: Manifest): Promise<ClientParts> {
  const [rules, policy, grades] = await Promise.all(
    CLIENT_PARTS.map((part) => packaged(`ruleset/parts/${parts[part].sha256}`)),
  );
  if (rules === undefined || policy === undefined || grades === undefined) {
    throw new CodedError('no-ruleset', 'package: a part is missing');
  }
  return { rules, policy, grades };
}

export async function readPackagedHosts({ parts }: Manifest): Promise<HostParts> {
  const [hosts, freshHosts] = await Promise.all(
    HOST_PARTS.map((part) => packaged(`ruleset/parts/${parts[part].sha256}`)),
  );
  if (hosts === undefined || freshHosts === undefined) {
    throw new CodedError('no-ruleset', 'package: a part is missing');
  }
  return { hosts, freshHosts };
}

async function openPackagedManifest(): Promise<SignedManifest | undefined> {
  const trust = await packagedTrust();
  return trust && openManifest(await packaged('ruleset/manifest.json'), trust);
}

async function packaged(path: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const response = await fetch(browser.runtime.getURL(path));
    if (response.ok) return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    throw new CodedError('no-ruleset', `package: ${path} is missing`, { cause });
  }
  throw new CodedError('no-ruleset', `package: ${path} is missing`);
}
