/** The content script as the manifest names it: its file, and the pages that it always runs on. */
import browser from 'webextension-polyfill';

export interface PackagedScript {
  readonly files: readonly string[];
  /** The browser's patterns. */
  readonly matches: readonly string[];
}

export function packagedScript(): PackagedScript {
  const { content_scripts: scripts = [] } = browser.runtime.getManifest();
  return {
    files: scripts.flatMap(({ js = [] }) => js),
    matches: scripts.flatMap(({ matches }) => matches),
  };
}

/** Access that came with the installation: what a person adds to it is more than this. */
export function packagedAccess(): readonly string[] {
  const { host_permissions: hosts = [] } = browser.runtime.getManifest() as {
    host_permissions?: string[];
  };
  return [...packagedScript().matches, ...hosts];
}
