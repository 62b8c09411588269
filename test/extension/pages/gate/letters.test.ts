import { describe, expect, test } from 'vitest';
import { lettersOf, scriptOf } from '../../../../src/extension/pages/gate/letters.ts';

/** The name with what is odd in brackets. */
const marked = (host: string, resembles?: string) =>
  lettersOf(host, resembles)
    .map(({ text, isOdd }) => (isOdd ? `[${text}]` : text))
    .join('');

describe('lettersOf', () => {
  test.each([
    ['www.t\u0430obao.com', 'taobao.com', 'www.t[\u0430]obao.com'],
    ['paypa1.com', 'paypal.com', 'paypa[1].com'],
    ['login.rnicrosoft.com', 'microsoft.com', 'login.[rn]icrosoft.com'],
    ['taobao.com', 'taobao.com', 'taobao.com'],
    ['b\u00fccher.example', undefined, 'b[\u00fc]cher.example'],
    [
      '\u043f\u0440\u0438\u043c\u0435\u0440.example',
      undefined,
      '[\u043f\u0440\u0438\u043c\u0435\u0440].example',
    ],
    ['plain.example', undefined, 'plain.example'],
  ])('%s beside %s', (host, resembles, expected) => {
    expect(marked(host, resembles)).toBe(expected);
  });

  test('loses and adds no letter', () => {
    expect(
      lettersOf('a-very.odd.name', 'taobao.com')
        .map(({ text }) => text)
        .join(''),
    ).toBe('a-very.odd.name');
  });
});

describe('scriptOf', () => {
  test.each([
    ['\u0430', 'Cyrl'],
    ['\u03b1', 'Grek'],
    ['\u00fc', 'Latn'],
    ['\u6dd8', 'Hani'],
    ['\u2460', undefined],
  ])('%s is of %s', (letter, script) => {
    expect(scriptOf(letter)).toBe(script);
  });
});
