/** Puts a page on the screen, in the language of its words. */
import { type ComponentChild, render } from 'preact';
import { say } from './words.ts';
import './style.css';
import './parts.css';

export function startPage(page: ComponentChild): void {
  document.documentElement.lang = say('language');
  document.title = say('name');
  render(page, document.body);
}
