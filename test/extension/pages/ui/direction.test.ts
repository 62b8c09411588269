import { expect, test } from 'vitest';
import { directionOf } from '../../../../src/extension/pages/ui/direction.ts';
import { LOCALES, messagesOf } from '../speaking-browser.ts';

test.each(['ar', 'he', 'fa-IR', 'ur', 'yi', 'dv', 'ff-Adlm', 'az-Arab'])(
  '%s is written from right to left',
  (tag) => expect(directionOf(tag)).toBe('rtl'),
);

test.each(['en', 'de-AT', 'zh-Hans', 'ja', 'ff', 'az', 'ha-Latn'])(
  '%s is written from left to right',
  (tag) => expect(directionOf(tag)).toBe('ltr'),
);

test.each(LOCALES)('the words of %s have a direction', (locale) => {
  expect(directionOf(messagesOf(locale).language?.message ?? '')).toBe('ltr');
});
