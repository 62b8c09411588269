/** The table in the documents is the one that is carried out. */
import { describe, expect, test } from 'vitest';
import { read } from '../support/tree.ts';
import type { Attack } from './attack.ts';
import { ATTACKS } from './index.ts';
import { resultsOf, rowsOf, tableOf } from './results.ts';

const SAMPLE: Attack = {
  id: 'A01',
  title: 'a | b',
  required: 'nothing opens',
  async run() {
    // Results are given, not made, here.
  },
};

const HOLE: Attack = {
  ...SAMPLE,
  id: 'A02',
  hole: { why: 'It is late.', shown: 'The gate.', browsers: ['firefox'] },
  browsers: { only: ['firefox'], why: 'Chromium has none.' },
  modes: { only: ['warm'], why: 'nobody is asked.' },
};

describe('docs/attacks.md', () => {
  const listed = [...read('docs/attacks.md').matchAll(/^\| ([AN]\d+[a-z]?) \|/gm)].map(
    ([, id]) => id,
  );

  test('has every attack of the code once, in its order, and no other', () => {
    expect(listed).toEqual(ATTACKS.map(({ id }) => id));
    expect(new Set(listed).size).toBe(listed.length);
  });

  test('says of every attack that is not carried out in all modes in which it is, and why', () => {
    const lines = read('docs/attacks.md')
      .split('\n')
      .map((line) => line.replace(/ Fails in [^|]*\|$/, ' |'));
    const wrong = ATTACKS.filter(({ id, modes }) => {
      const line = lines.find((one) => one.startsWith(`| ${id} |`)) ?? '';
      const said = /\bOnly ((?:warm|killed|down)(?:, (?:warm|killed|down))*): (.*?) \|$/.exec(line);
      return said?.[1] !== modes?.only.join(', ') || said?.[2] !== modes?.why;
    });
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  test('says of every declared hole why it is one', () => {
    const table = read('docs/attacks.md');
    const silent = ATTACKS.filter(({ hole }) => hole !== undefined && !table.includes(hole.why));
    expect(silent.map(({ id }) => id)).toEqual([]);
  });
});

test('every declared hole stands in SECURITY.md under its number, and no other', () => {
  const section = read('SECURITY.md').split('\n## What it does not cover')[1]?.split('\n## ')[0];
  const named = new Set([...(section ?? '').matchAll(/\b[AN]\d\d[a-z]?\b/g)].map(([id]) => id));
  const holes = ATTACKS.filter(({ hole }) => hole !== undefined).map(({ id }) => id);
  expect([...named].toSorted()).toEqual(holes.toSorted());
});

describe('tableOf', () => {
  const results = {
    outcomes: [
      { id: 'A02', browser: 'firefox', mode: 'warm', layer: 'watch' } as const,
      { id: 'A01', browser: 'chromium', mode: 'warm', layer: 'net' } as const,
    ],
    failures: [{ id: 'A01', browser: 'firefox', mode: 'down', reason: 'a request' } as const],
  };
  const standings = () => rowsOf([SAMPLE, HOLE], results).map(({ standing }) => standing);

  test('tells passes, holes, failures and what did not run apart', () => {
    expect(standings()).toEqual(['not run', 'FAIL', 'not applicable', 'declared hole']);
  });

  test('writes one line for each attack, with the layer and the reasons', () => {
    const table = tableOf([SAMPLE, HOLE], results, { chromium: 'C 1', firefox: 'F 2' });
    expect(table).toContain(
      '2 attacks, 0 times passed, 1 times a declared hole, 1 times not applicable, 1 times failed, 1 times not run.',
    );
    const lines = table.split('\n').filter((line) => /^\| A0/.test(line));
    expect(lines).toEqual([
      '| A01 | a \\| b | nothing opens | not run | FAIL | net | Fails in firefox: down. |',
      '| A02 | a \\| b | nothing opens | not applicable | declared hole | watch | Hole: It is late. Shown: The gate. Chromium has none. Only warm: nobody is asked. |',
    ]);
  });
});

test('resultsOf takes what passed from the meta, and what failed from the titles', () => {
  const attack = { id: 'A01', browser: 'chromium', mode: 'warm', layer: 'net' } as const;
  const title = 'A01: a';
  const report = {
    testResults: [
      {
        assertionResults: [
          { ancestorTitles: ['x'], title, status: 'passed', meta: { attack } },
          {
            ancestorTitles: ['', 'attacks, in firefox', 'down'],
            title,
            status: 'failed',
            failureMessages: ['no\n  at'],
          },
          { ancestorTitles: ['x'], title: 'nothing', status: 'failed' },
          { ancestorTitles: ['x'], title: 'nothing', status: 'passed', meta: {} },
        ],
      },
    ],
  };
  expect(resultsOf(report)).toEqual({
    outcomes: [attack],
    failures: [{ id: 'A01', browser: 'firefox', mode: 'down', reason: 'no' }],
  });
});
