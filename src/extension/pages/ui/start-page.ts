/**
 * Puts a page on the screen, in the language in force and in the direction of its script; and again
 * when another language is in force, with everything that stands in it left as it is.
 */
import { type ComponentChild, render } from 'preact';
import browser from 'webextension-polyfill';
import { LANGUAGE_IN_FORCE, speak } from '../../words.ts';
import { directionOf } from './direction.ts';
import { say } from './words.ts';
import './tokens.css';
import './style.css';
import './controls.css';
import './parts.css';

/** Asked for before all of the page is read: the answer is there when it is to be drawn. */
const kept = browser.storage.local.get(LANGUAGE_IN_FORCE).catch(() => undefined);

/** `page` makes its nodes anew at each call: what is the same object is not drawn again. */
export async function startPage(page: () => ComponentChild): Promise<void> {
  browser.storage.onChanged.addListener((changes, area) => {
    const change = area === 'local' ? changes[LANGUAGE_IN_FORCE] : undefined;
    if (change !== undefined) void draw(page, change.newValue);
  });
  await draw(page, (await kept)?.[LANGUAGE_IN_FORCE]);
}

let name: string | undefined;

async function draw(page: () => ComponentChild, wanted: unknown): Promise<void> {
  await speak(typeof wanted === 'string' ? wanted : 'browser');
  const { documentElement: root, title } = document;
  root.lang = say('language');
  root.dir = directionOf(say('language'));
  // A page that has a title of its own sees to it.
  if (name === undefined || title === name) document.title = say('name');
  name = say('name');
  render(page(), document.body);
}
