/** Names on the screen for the values of closed sets. An unknown value shows as it is. */
import {
  type Category,
  type ChosenCategory,
  type Context,
  type Name,
  nameIn,
  partsOfChosen,
} from '../../../policy/index.ts';
import type { SiteNames } from '../../messaging/protocol.ts';
import { language, say, sayAny, snake, type WordKey } from './words.ts';

const POLICIES: Readonly<Record<string, WordKey>> = {
  everyday: 'policy_everyday',
  'wechat-2021': 'policy_wechat_2021',
};

export function policyName(id: string): string {
  const key = Object.hasOwn(POLICIES, id) ? POLICIES[id] : undefined;
  return key === undefined ? id : say(key);
}

/** Each in itself: who looks for one may read no other. */
const LANGUAGE_NAMES: Readonly<Record<string, string>> = {
  en: 'English',
  zh_CN: '简体中文',
  zh_TW: '繁體中文',
};

/** Of a folder of `_locales`, or the browser's. */
export function languageName(language: string): string {
  return LANGUAGE_NAMES[language] ?? say('language_browser');
}

let known: SiteNames | undefined;

/** The background tells them; until then chat clients are called by their ids. */
export function knowSites(names: SiteNames): void {
  known = names;
}

/** Chat clients are called by their own names. */
export function siteName(id: string, own?: Name): string {
  const name = own ?? (known !== undefined && Object.hasOwn(known, id) ? known[id] : undefined);
  if (name !== undefined) return inOurWords(name);
  return known === undefined ? id : say('site_gone', id);
}

export function inOurWords(name: Name): string {
  return nameIn(name, say('language'));
}

export function contextName(context: Context): string {
  return say(`context_${context}`);
}

export function categoryName(category: Category): string {
  return say(`category_${snake(category)}`);
}

/** As it stands by itself: with a capital, in scripts that have them. */
export function categoryTitle(category: Category): string {
  const [first = '', ...others] = categoryName(category);
  return first.toLocaleUpperCase(language()) + others.join('');
}

/** With the kind of conversation, where it is chosen for one alone. */
export function chosenCategoryName(chosen: ChosenCategory): string {
  const { category, context } = partsOfChosen(chosen);
  const name = categoryTitle(category);
  return context === undefined ? name : `${name} · ${contextName(context)}`;
}

/** What the person can do about a problem; undefined where there is nothing. */
export function todoWords(code: string): string | undefined {
  const key = `todo_${snake(code)}`;
  const words = sayAny(key);
  return words === `[${key}]` ? undefined : words;
}

/** Problems come from the background as codes; a code without words is still told. */
export function problemWords(code: string): string {
  const key = `problem_${snake(code)}`;
  const words = sayAny(key);
  return words === `[${key}]` ? say('problem_other', code) : words;
}
