/** Puts a page on the screen, in the language of its words and in the direction of its script. */
import { type ComponentChild, render } from 'preact';
import browser from 'webextension-polyfill';
import { say } from './words.ts';
import './tokens.css';
import './style.css';
import './controls.css';
import './parts.css';

export function startPage(page: ComponentChild): void {
  document.documentElement.lang = say('language');
  // The browser's own word for the direction of the language that it speaks.
  document.documentElement.dir = browser.i18n.getMessage('@@bidi_dir') === 'rtl' ? 'rtl' : 'ltr';
  document.title = say('name');
  render(page, document.body);
}
