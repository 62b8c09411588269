import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { pseudo } from '../../support/pseudo-locale.ts';
import { messagesOf } from './speaking-browser.ts';

const STYLES = ['extension', 'service'].map((part) =>
  fileURLToPath(new URL(`../../../src/${part}/pages/**/*.css`, import.meta.url)),
);

describe('a language that is longer than English', () => {
  const messages = Object.entries(messagesOf('en'));

  test('keeps every place', () => {
    const places = (text: string) => text.match(/\$[1-9]/g) ?? [];
    for (const [key, { message }] of messages) {
      expect(places(pseudo(message)), key).toEqual(places(message));
    }
  });

  test('is a third longer, and shows where it begins and ends', () => {
    expect(pseudo('Open this link?')).toBe('[Øpéñ thïş lïñk?~~~~~]');
  });
});

/** Four distances of which that on the right is not that on the left. */
function isLopsided(line: string): boolean {
  const [, right, , left] =
    /^\s*(?:margin|padding|inset): ([^;]+);/.exec(line)?.[1]?.match(/(?:\([^)]*\)|\S)+/g) ?? [];
  return left !== undefined && right !== left;
}

describe('pages from right to left', () => {
  test('are laid out by the direction of the text, never by left and right', () => {
    const physical =
      /(?:margin|padding|border|inset)-(?:left|right)\b|(?:^|[\s;{])(?:left|right)\s*:|text-align:\s*(?:left|right)\b|float:\s*right\b/;
    const wrong = globSync(STYLES).flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => physical.test(line) || isLopsided(line))
        .map((line) => `${file.split('/').at(-1)}: ${line.trim()}`),
    );
    expect(wrong).toEqual([]);
  });
});
