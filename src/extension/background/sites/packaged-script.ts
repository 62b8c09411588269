/** The content script as the manifest names it: its file, and the pages that it always runs on. */
import browser from 'webextension-polyfill';

export interface PackagedScript {
  /** Paths in the package. */
  readonly files: readonly string[];
  /** The browser's patterns. */
  readonly matches: readonly string[];
}

export function packagedScript(): PackagedScript {
  const { content_scripts: scripts = [] } = browser.runtime.getManifest();
  return {
    files: scripts.flatMap(({ js = [] }) => js.map(pathOf)),
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

/** Firefox gives whole addresses, and takes none. */
function pathOf(file: string): string {
  const root = browser.runtime.getURL('');
  return file.startsWith(root) ? file.slice(root.length) : file;
}
