import { describe, expect, test } from 'vitest';
import { BEGINNING, readSite, textOf } from '../../../../src/extension/pages/options/site-text.ts';

function faultsOf(text: string) {
  const reading = readSite(text);
  return reading.ok ? [] : reading.faults.map(({ place, line, rule }) => [place, line, rule]);
}

describe('readSite', () => {
  test('takes what a person begins with', () => {
    expect(readSite(textOf(BEGINNING))).toEqual({ ok: true, site: BEGINNING });
  });

  test.each([
    ['no JSON', '{\n "id": ', [['', 2, 'no-json']]],
    ['a text', '"x"', [['', 1, 'expected']]],
    [
      'a field that there is not',
      textOf({ ...BEGINNING, lists: '.x' }),
      [['lists', 22, 'not-known']],
    ],
    ['a wrong id', textOf({ ...BEGINNING, id: 'A b' }), [['id', 2, 'expected']]],
    ['a built-in id', textOf({ ...BEGINNING, id: 'converse' }), [['id', 2, 'reserved']]],
    ['the generic id', textOf({ ...BEGINNING, id: 'generic' }), [['id', 2, 'reserved']]],
    [
      'too long a selector',
      textOf({ ...BEGINNING, list: 'x'.repeat(2000) }),
      [['list', 11, 'too-long']],
    ],
  ])('refuses %s at its place', (_, text, wanted) => {
    expect(faultsOf(text)).toEqual(wanted);
  });

  test('names everything that is missing', () => {
    expect(faultsOf('{ "id": "x" }').map(([place, , rule]) => `${place} ${rule}`)).toEqual([
      'name missing',
      'fingerprint missing',
      'list missing',
      'lastVerified missing',
    ]);
  });
});
