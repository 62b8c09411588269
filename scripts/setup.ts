/**
 * Finds what the browser tests need, and installs what is missing where that is safe to do: on
 * Debian or Ubuntu, as root. Elsewhere it says exactly what to install.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type BrowserName, findBrowser, isExecutable, onPath, PATH_VARIABLES } from './browsers.ts';
import { complain, reasonOf, say } from './say.ts';

export const NEEDS = ['chromium', 'firefox', 'prosody'] as const;
export type Need = (typeof NEEDS)[number];

/** The path of each program that was asked for. */
export type Found = Readonly<Partial<Record<Need, string>>>;

/** The languages and the Chinese font come along, so that both locales can be seen. */
const DEBIAN_PACKAGES: Readonly<Record<Need, readonly string[]>> = {
  chromium: ['chromium', 'chromium-l10n', 'fonts-noto-cjk'],
  firefox: ['firefox-esr', 'firefox-esr-l10n-zh-cn', 'fonts-noto-cjk'],
  prosody: ['prosody'],
};

/** Thrown when something is missing and cannot be installed from here. */
export class MissingError extends Error {
  readonly code = 'missing';
  readonly missing: readonly Need[];

  constructor(missing: readonly Need[]) {
    super(adviceFor(missing, process.platform));
    this.missing = missing;
  }
}

/** Rejects with `missing` when something is not there after all was tried. */
export function findOrInstall(needs: readonly Need[]): Found {
  const missing = needs.filter((need) => !isComplete(need));
  if (missing.length > 0 && mayInstall()) install(missing);
  const found = Object.fromEntries(needs.map((need) => [need, find(need)])) as Found;
  const absent = needs.filter((need) => found[need] === undefined);
  if (absent.length > 0) throw new MissingError(absent);
  if (needs.some((need) => !isComplete(need))) {
    say('Chromium has no Chinese interface here: sudo apt-get install chromium-l10n');
  }
  return found;
}

export function find(need: Need): string | undefined {
  if (need === 'prosody') return onPath('prosody').find(isExecutable);
  return findBrowser(need);
}

/** What to install, and how, in words for the person at this machine. */
export function adviceFor(missing: readonly Need[], platform: NodeJS.Platform): string {
  const lines = [`Missing: ${missing.join(', ')}.`];
  if (platform === 'linux') {
    lines.push(
      `On Debian or Ubuntu: sudo apt-get install --no-install-recommends ${packagesFor(missing).join(' ')}`,
    );
  }
  for (const need of missing) lines.push(...adviceForOne(need, platform));
  return lines.join('\n');
}

function adviceForOne(need: Need, platform: NodeJS.Platform): string[] {
  if (need === 'prosody') {
    if (platform === 'darwin') return ['Prosody: brew install prosody'];
    return platform === 'win32'
      ? ['Prosody does not run on Windows: run the browser tests in WSL.']
      : [];
  }
  const names: Readonly<Record<BrowserName, string>> = {
    chromium: 'Chromium, Chrome or Edge',
    firefox: 'Firefox',
  };
  return [
    `${names[need]}: install it, or name an installed one with ${PATH_VARIABLES[need]}=/path/to/it`,
  ];
}

function packagesFor(needs: readonly Need[]): string[] {
  return [...new Set(needs.flatMap((need) => DEBIAN_PACKAGES[need]))];
}

/**
 * Debian's Chromium has its languages in a package of their own; without it the interface is
 * English whatever is asked for. Other builds bring them along.
 */
function isComplete(need: Need): boolean {
  const path = find(need);
  if (path !== '/usr/bin/chromium' || !isDebian()) return path !== undefined;
  const locales = join(dirname(path), '../lib/chromium/locales');
  return !existsSync(locales) || existsSync(join(locales, 'zh-CN.pak'));
}

function isDebian(): boolean {
  try {
    const release = readFileSync('/etc/os-release', 'utf8');
    return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(release);
  } catch {
    // No such file: some other system.
    return false;
  }
}

function mayInstall(): boolean {
  return isDebian() && process.getuid?.() === 0 && onPath('apt-get').some(isExecutable);
}

function install(needs: readonly Need[]): void {
  const packages = packagesFor(needs);
  say(`Installing from Debian: ${packages.join(' ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const steps = [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', ...packages],
  ];
  for (const args of steps) {
    const { status, stdout, stderr } = spawnSync('apt-get', args, { env, encoding: 'utf8' });
    if (status === 0) continue;
    // An update that fails in part may still be good enough for the installation.
    complain(
      `apt-get ${args[0]} failed:\n${(stderr || stdout).trim().split('\n').slice(-5).join('\n')}`,
    );
  }
}

if (import.meta.main) {
  try {
    for (const [need, path] of Object.entries(findOrInstall(NEEDS))) say(`${need}: ${path}`);
  } catch (error) {
    complain(reasonOf(error));
    process.exitCode = 1;
  }
}
