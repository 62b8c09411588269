/** Finds the browsers that are installed here. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

export const BROWSERS = ['chromium', 'firefox'] as const;
export type BrowserName = (typeof BROWSERS)[number];

/** Names the person's own choice of an executable. */
export const PATH_VARIABLES: Readonly<Record<BrowserName, string>> = {
  chromium: 'CHROMIUM_PATH',
  firefox: 'FIREFOX_PATH',
};

interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether there is an executable at this path. */
  readonly isExecutable: (path: string) => boolean;
}

const THIS_MACHINE: Machine = { platform: process.platform, env: process.env, isExecutable };

/** On the search path, in this order. */
const COMMANDS: Readonly<Record<BrowserName, readonly string[]>> = {
  chromium: [
    'chromium',
    'chromium-browser',
    'google-chrome-stable',
    'google-chrome',
    'microsoft-edge-stable',
    'microsoft-edge',
  ],
  firefox: ['firefox-esr', 'firefox', 'firefox-developer-edition'],
};

const MAC_APPLICATIONS: Readonly<Record<BrowserName, readonly string[]>> = {
  chromium: [
    'Chromium.app/Contents/MacOS/Chromium',
    'Google Chrome.app/Contents/MacOS/Google Chrome',
    'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  firefox: [
    'Firefox.app/Contents/MacOS/firefox',
    'Firefox Developer Edition.app/Contents/MacOS/firefox',
  ],
};

const WINDOWS_PROGRAMS: Readonly<Record<BrowserName, readonly string[]>> = {
  chromium: [
    'Chromium\\Application\\chrome.exe',
    'Google\\Chrome\\Application\\chrome.exe',
    'Microsoft\\Edge\\Application\\msedge.exe',
  ],
  firefox: ['Mozilla Firefox\\firefox.exe', 'Firefox Developer Edition\\firefox.exe'],
};

/**
 * The executable of an installed browser; undefined when there is none. A path that the person
 * named must be right: throws when nothing runs there, rather than taking another one silently.
 */
export function findBrowser(name: BrowserName, machine: Machine = THIS_MACHINE) {
  const variable = PATH_VARIABLES[name];
  const chosen = machine.env[variable];
  if (chosen !== undefined && chosen !== '') {
    if (machine.isExecutable(chosen)) return chosen;
    throw new Error(`${variable}: no program at ${chosen}`);
  }
  return candidates(name, machine).find(machine.isExecutable);
}

function candidates(name: BrowserName, { platform, env }: Machine): string[] {
  if (platform === 'win32') {
    return [env.ProgramFiles, env['ProgramFiles(x86)'], env.LocalAppData].flatMap((folder) =>
      folder === undefined ? [] : WINDOWS_PROGRAMS[name].map((program) => `${folder}\\${program}`),
    );
  }
  if (platform === 'darwin') {
    return ['/Applications', `${env.HOME}/Applications`].flatMap((folder) =>
      MAC_APPLICATIONS[name].map((application) => `${folder}/${application}`),
    );
  }
  return COMMANDS[name].flatMap((command) => onPath(command, env));
}

/** Where a command may stand; a fresh shell of root may lack the usual folders. */
export function onPath(command: string, env = process.env as Machine['env']): string[] {
  const folders = [...(env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/sbin', '/snap/bin'];
  return [...new Set(folders.filter((folder) => folder !== ''))].map((folder) =>
    join(folder, command),
  );
}

export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // Absent or not ours to run: both mean "not here".
    return false;
  }
}
