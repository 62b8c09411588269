/** Puts a page on the screen, in the language it speaks. */
import { type ComponentChild, render } from 'preact';
import { language } from './words.ts';
import './style.css';

export function start(page: ComponentChild): void {
  document.documentElement.lang = language;
  const root = document.createElement('div');
  root.className = 'page';
  document.body.replaceChildren(root);
  render(page, root);
}
