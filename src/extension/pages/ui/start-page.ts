/** Puts a page on the screen, in the language of its words and in the direction of its script. */
import { type ComponentChild, render } from 'preact';
import { directionOf } from './direction.ts';
import { readyWords } from './packaged-words.ts';
import { say } from './words.ts';
import './tokens.css';
import './style.css';
import './controls.css';
import './parts.css';

export async function startPage(page: ComponentChild): Promise<void> {
  await readyWords();
  document.documentElement.lang = say('language');
  document.documentElement.dir = directionOf(say('language'));
  document.title = say('name');
  render(page, document.body);
}
