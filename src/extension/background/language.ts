/**
 * The language in which everything of the extension speaks: what the administrator locked, else what
 * the person chose, else what is recommended, else the browser's. What the browser draws by itself
 * (the extension's name, its questions) stays in the browser's.
 */
import { CodedError, effectivePreference, type Language } from '../../policy/index.ts';
import type { LanguageView } from '../messaging/options.ts';
import { managedNow } from '../storage/managed.ts';
import * as settings from '../storage/settings.ts';
import { broadcastChange, broadcastSites } from './broadcast.ts';
import { refreshMenu } from './link-menu.ts';
import { refreshToolbar } from './toolbar.ts';

export async function viewLanguage(): Promise<LanguageView> {
  const { value, source } = await languageNow();
  const { settings: managed } = await managedNow();
  return {
    language: value,
    isLocked: source === 'managed',
    organisation: managed.organisation?.name,
  };
}

/** Throws 'locked'. */
export async function setLanguage({ language }: { language: Language }): Promise<void> {
  if ((await languageNow()).source === 'managed') {
    throw new CodedError('locked', 'language: an administrator set it');
  }
  await settings.language.set(language);
  await keepLanguage();
}

/** Whenever one of those who have a say may have said something: tells whoever speaks. */
export async function keepLanguage(): Promise<void> {
  const { value } = await languageNow();
  if (value === (await settings.languageInForce.get())) return;
  await settings.languageInForce.set(value);
  await refreshMenu();
  await refreshToolbar();
  await broadcastSites();
  await broadcastChange();
}

async function languageNow() {
  const [own, { settings: managed }] = await Promise.all([settings.language.get(), managedNow()]);
  return effectivePreference('language', { managed, own });
}
