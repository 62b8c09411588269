/** The ruleset that comes with the package: verified like one that was fetched. */
import browser from 'webextension-polyfill';
import {
  CLIENT_PARTS,
  CodedError,
  type OpenedRuleset,
  openBundle,
  openManifest,
} from '../../policy/index.ts';

/** Throws 'no-ruleset' where the package has none, and as `openManifest` and `openBundle` do. */
export async function openPackagedRuleset(): Promise<OpenedRuleset> {
  const manifest = await openManifest(
    await packaged('ruleset/manifest.json'),
    LINK_GUARD_BUILD.rootKeys,
  );
  const [rules, policy, grades] = await Promise.all(
    CLIENT_PARTS.map((part) => packaged(`ruleset/parts/${manifest.parts[part].sha256}`)),
  );
  if (rules === undefined || policy === undefined || grades === undefined) {
    throw new CodedError('no-ruleset', 'package: a part is missing');
  }
  return openBundle(manifest, { rules, policy, grades });
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
