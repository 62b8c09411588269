import { describe, expect, test } from 'vitest';
import { neededBy, stateOf } from '../../../../src/extension/pages/options/site-state.ts';

const FACTS = {
  always: [
    { pattern: 'https://app.slack.com/*', isGranted: true },
    { pattern: 'https://*.chat.example/*', isGranted: true },
  ],
  turnedOn: [],
  off: [],
  offByRuleset: [],
  offByAdministrator: [],
};
const BIG = { id: 'big', hosts: ['big.example', '*.big.example'] };
const SLACK = { id: 'slack', hosts: ['app.slack.com'] };
const UNDER_STAR = { id: 'x', hosts: ['a.chat.example'] };
const PARTLY = { id: 'partly', hosts: ['app.slack.com', 'big.example'] };
/** Slack's alone. */
const TAKEN = {
  ...FACTS,
  always: FACTS.always.map((one, index) => ({ ...one, isGranted: index > 0 })),
};
const isTurnedOn = (isGranted: boolean) => ({
  ...FACTS,
  turnedOn: [{ pattern: 'https://big.example/*', isGranted }],
});

describe('stateOf', () => {
  test.each([
    ['one of the manifest', SLACK, FACTS, 'always'],
    ['one below a star of the manifest', UNDER_STAR, FACTS, 'always'],
    ['one whose access was taken away', SLACK, TAKEN, 'needs-permission'],
    ['another than the one whose access was taken away', UNDER_STAR, TAKEN, 'always'],
    ['one of which only a part is always on', PARTLY, FACTS, 'partly'],
    [
      'one whose other part was turned on',
      PARTLY,
      { ...FACTS, turnedOn: [{ pattern: 'https://big.example/*', isGranted: true }] },
      'always',
    ],
    ['a self-hosted one', { id: 'x', hosts: [] }, FACTS, 'anywhere'],
    ['one that is part of something bigger', BIG, FACTS, 'not-on'],
    ['one that was turned on', BIG, isTurnedOn(true), 'turned-on'],
    ['one that was turned on and taken back', BIG, isTurnedOn(false), 'needs-permission'],
    ['one that is off', SLACK, { ...FACTS, off: ['slack'] }, 'off'],
    [
      'one that the ruleset switched off',
      SLACK,
      { ...FACTS, offByRuleset: ['slack'] },
      'off-by-ruleset',
    ],
    [
      'one that the administrator switched off',
      SLACK,
      { ...FACTS, offByAdministrator: ['slack'] },
      'off-by-administrator',
    ],
  ] as const)('of %s', (_, site, facts, wanted) => {
    expect(stateOf({ ...site, hosts: [...site.hosts] }, facts)).toBe(wanted);
  });
});

describe('neededBy', () => {
  test('asks for the hosts that can be named', () => {
    expect(neededBy({ id: 'x', hosts: ['x.example', 'y.example'] }, FACTS)).toEqual([
      'https://x.example/*',
      'https://y.example/*',
    ]);
  });

  test('leaves a client with a host for each company to the popup, on that host', () => {
    expect(neededBy(BIG, FACTS)).toEqual([]);
  });

  test('asks for the hosts that are not always on, where a part is', () => {
    expect(neededBy(PARTLY, FACTS)).toEqual(['https://big.example/*']);
  });

  test('asks for nothing where nothing is missing', () => {
    expect(neededBy(SLACK, FACTS)).toEqual([]);
    expect(neededBy(BIG, isTurnedOn(true))).toEqual([]);
  });

  test('asks for the patterns of the manifest where those were taken away', () => {
    expect(neededBy(UNDER_STAR, TAKEN)).toEqual([]);
    expect(neededBy(SLACK, TAKEN)).toEqual(['https://app.slack.com/*']);
  });
});
