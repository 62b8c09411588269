/**
 * A browser that an administrator manages, with a profile that survives its end. Chromium reads its
 * policies from one folder of the machine; what is written there names one build of the extension,
 * so that nobody else is managed. Firefox is given a folder of its own.
 */
import { createHash } from 'node:crypto';
import {
  copyFile,
  mkdir,
  readdir,
  realpath,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { BrowserName } from '../../scripts/browsers.ts';
import { EXAMPLE_IDS } from '../../src/cli/policy/extension-ids.ts';
import { chromiumJson, firefoxJson } from '../../src/cli/policy/json-files.ts';
import { type GuardedBrowser, launch } from './browsers.ts';
import type { Internet } from './internet.ts';
import { makeTemporaryFolder, type TemporaryFolder } from './temporary-folder.ts';
import { builtExtension } from './test-ground.ts';

const CHROMIUM_POLICIES = '/etc/chromium/policies/managed';
const FIREFOX_PROGRAMS = ['/usr/lib/firefox-esr', '/usr/lib/firefox'];

export interface ManagedBrowser {
  /** Undefined takes everything back. */
  setPolicy(settings: Readonly<Record<string, unknown>> | undefined): Promise<void>;
  /** With the profile of the last time. */
  start(): Promise<GuardedBrowser>;
  /** Takes the policy back and removes the profile. */
  remove(): Promise<void>;
}

/** `extensionDir` where another browser runs the same build meanwhile, and is not to be managed. */
export async function makeManagedBrowser(
  name: BrowserName,
  proxy: Internet,
  extensionDir = builtExtension(name),
): Promise<ManagedBrowser> {
  const profile = await makeTemporaryFolder(`managed-${name}`);
  const store = name === 'chromium' ? await chromiumStore(extensionDir) : await firefoxStore();
  return {
    async setPolicy(settings) {
      if (settings === undefined) return rm(store.file, { force: true });
      // At once: a browser that looks in between would see that everything was taken back.
      const aside = join(dirname(dirname(store.file)), `${basename(store.file)}.${process.pid}`);
      await writeFile(aside, store.format(settings));
      await rename(aside, store.file);
    },
    start: () =>
      launch(name, { extensionDir, proxy, profileDir: profile.path, ...store.launchOptions }),
    async remove() {
      await rm(store.file, { force: true });
      await store.folder?.remove();
      await profile.remove();
    },
  };
}

interface PolicyStore {
  readonly file: string;
  readonly format: (settings: Readonly<Record<string, unknown>>) => string;
  readonly launchOptions: { readonly program?: string };
  readonly folder?: TemporaryFolder;
}

async function chromiumStore(extensionDir: string): Promise<PolicyStore> {
  const id = idOfPath(await realpath(extensionDir));
  await mkdir(CHROMIUM_POLICIES, { recursive: true });
  return {
    file: join(CHROMIUM_POLICIES, `link-guard-${id}.json`),
    format: (settings) => chromiumJson(settings, id),
    launchOptions: {},
  };
}

/** How Chromium names an extension that is loaded from a folder. */
function idOfPath(path: string): string {
  const hex = createHash('sha256').update(path).digest('hex').slice(0, 32);
  return hex.replace(/./g, (digit) => 'abcdefghijklmnop'.charAt(Number.parseInt(digit, 16)));
}

/** The program in a folder of its own, with everything else of it linked: it reads what lies beside. */
async function firefoxStore(): Promise<PolicyStore> {
  const folder = await makeTemporaryFolder('firefox-program');
  const [from, names] = await installedFirefox();
  for (const name of names.filter((one) => one !== 'distribution')) {
    const put = name.startsWith('firefox') ? copyFile : symlink;
    await put(join(from, name), join(folder.path, name));
  }
  await mkdir(join(folder.path, 'distribution'));
  const program = join(folder.path, names.find((name) => /^firefox(-esr)?$/.test(name)) ?? '');
  return {
    file: join(folder.path, 'distribution', 'policies.json'),
    format: (settings) => firefoxJson(settings, EXAMPLE_IDS),
    launchOptions: { program },
    folder,
  };
}

async function installedFirefox(): Promise<readonly [string, readonly string[]]> {
  for (const from of FIREFOX_PROGRAMS) {
    const names = await readdir(from).catch(() => []);
    if (names.length > 0) return [from, names];
  }
  throw new Error('Firefox: its program is not where it was expected');
}
