/** Finds the settings in whichever file an administrator has of them. */
import { readFile } from 'node:fs/promises';
import { CodedError } from '../../policy/index.ts';
import type { Settings } from './stored.ts';

export type SettingsForm = 'settings' | 'chromium' | 'firefox';

export interface SettingsFile {
  readonly file: string;
  /** Of which browser the file is; `settings` for the settings alone. */
  readonly form: SettingsForm;
  readonly settings: Settings;
}

/** Throws `bad-managed` naming the file. */
export async function readSettingsFile(file: string): Promise<SettingsFile> {
  const document = await readObject(file);
  const { '3rdparty': chromium, policies } = document;
  if (chromium !== undefined) {
    return { file, form: 'chromium', settings: onlyOne(file, chromium, 'extensions') };
  }
  if (policies !== undefined) {
    const { '3rdparty': firefox } = objectIn(file, policies, 'policies');
    return { file, form: 'firefox', settings: onlyOne(file, firefox, 'Extensions') };
  }
  return { file, form: 'settings', settings: document };
}

async function readObject(file: string): Promise<Settings> {
  const text = await readFile(file, 'utf8');
  let document: unknown;
  try {
    // Some editors begin a file with a byte order mark.
    document = JSON.parse(text.replace(/^\u{feff}/u, ''));
  } catch (cause) {
    throw new CodedError('bad-managed', `${file}: not JSON`, { cause });
  }
  return objectIn(file, document, 'document');
}

/** One file may hold the settings of several extensions; which is meant would be a guess. */
function onlyOne(file: string, thirdParty: unknown, name: string): Settings {
  const place = `3rdparty.${name}`;
  const extensions = objectIn(file, objectIn(file, thirdParty, '3rdparty')[name], place);
  const ours = Object.entries(extensions).filter(([, one]) => isObject(one) && 'format' in one);
  const [found, ...others] = ours.length > 0 ? ours : Object.entries(extensions);
  if (found === undefined || others.length > 0) {
    throw new CodedError('bad-managed', `${file}: ${place}: expected one extension with "format"`);
  }
  return objectIn(file, found[1], `${place}.${found[0]}`);
}

function objectIn(file: string, value: unknown, place: string): Settings {
  if (isObject(value)) return value;
  throw new CodedError('bad-managed', `${file}: ${place}: expected an object`);
}

function isObject(value: unknown): value is Settings {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
