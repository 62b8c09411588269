/** Names on the screen for the values of closed sets. An unknown value shows as it is. */
import type { Category, Context } from '../../../policy/index.ts';
import { say, sayAny, snake, type WordKey } from './words.ts';

const POLICIES: Readonly<Record<string, WordKey>> = {
  everyday: 'policy_everyday',
  'wechat-2021': 'policy_wechat_2021',
};

export function policyName(id: string): string {
  const key = Object.hasOwn(POLICIES, id) ? POLICIES[id] : undefined;
  return key === undefined ? id : say(key);
}

/** Chat clients are called by their own names; an administrator's has none but its id. */
const SITES: Readonly<Record<string, string>> = { converse: 'Converse.js' };

export function siteName(id: string): string {
  if (id === 'demo') return say('site_demo');
  return (Object.hasOwn(SITES, id) ? SITES[id] : undefined) ?? id;
}

export function contextName(context: Context): string {
  return say(`context_${context}`);
}

export function categoryName(category: Category): string {
  return say(`category_${snake(category)}`);
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
