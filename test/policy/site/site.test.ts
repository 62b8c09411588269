import { describe, expect, test } from 'vitest';
import { parseSite } from '../../../src/policy/index.ts';

const SITE = {
  id: 'office-chat',
  name: { en: 'Office chat', zh: '办公聊天' },
  hosts: ['chat.example.com', '*.chat.example.com'],
  fingerprint: '#office',
  list: '.log',
  lastVerified: '2026-11-20',
};

describe('parseSite', () => {
  test('takes a short definition and fills in the rest', () => {
    expect(parseSite(SITE)).toMatchObject({ message: '*', link: 'a,area', clues: [] });
  });

  test.each([
    ['id', { ...SITE, id: 'Office Chat' }, 'site: id: expected lower-case letters'],
    ['hosts', { ...SITE, hosts: ['https://chat.example.com/'] }, 'site: hosts.0: expected a host'],
    ['fingerprint', { ...SITE, fingerprint: '' }, 'site: fingerprint: expected a selector'],
    ['a misspelt field', { ...SITE, lists: '.log' }, 'site: lists: '],
    [
      'a clue of no kind',
      { ...SITE, clues: [{ at: 'header', selector: 'x', context: 'group' }] },
      'site: clues.0.at: ',
    ],
    [
      'a clue of a context that there is not',
      { ...SITE, clues: [{ at: 'around', selector: 'x', context: 'team' }] },
      'site: clues.0.context: ',
    ],
    [
      'a pattern that picks nothing out',
      { ...SITE, sender: { selector: 'b', like: 'x*' } },
      'site: sender.like: expected {} once',
    ],
    ['a date', { ...SITE, lastVerified: 'today' }, 'site: lastVerified: expected a date'],
    ['nothing', null, 'site: document: '],
  ])('refuses a wrong %s with the place', (_, value, words) => {
    expect(() => parseSite(value)).toThrow(words);
  });
});
