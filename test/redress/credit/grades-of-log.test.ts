import { describe, expect, test } from 'vitest';
import { PROVIDERS, parseGrades, USUAL_CREDIT_RULES } from '../../../src/policy/index.ts';
import { creditsOf, gradeChanges, gradesOf, type LogCount } from '../../../src/redress/index.ts';
import { findings, NOW } from './sample-findings.ts';

const COUNT: LogCount = {
  findings: [
    ...findings(30),
    ...findings(30, { providerId: undefined }),
    ...findings(2, { providerId: 'zhihu' }),
    ...findings(10, { providerId: 'douyin' }),
  ],
  exposures: new Map([['douyin', 60]]),
};

const CREDITS = creditsOf(COUNT, NOW, USUAL_CREDIT_RULES);

describe('creditsOf', () => {
  test('has every provider of the directory, each by its own findings', () => {
    expect(CREDITS.map(({ providerId }) => providerId)).toEqual(PROVIDERS.map(({ id }) => id));
    const of = (id: string) => CREDITS.find(({ providerId }) => providerId === id);
    expect(of('taobao')).toMatchObject({ upheld: 30, grade: 'E', exposure: 1 });
    expect(of('zhihu')).toMatchObject({ upheld: 2, grade: 'unrated' });
    expect(of('douyin')).toMatchObject({ upheld: 10, grade: 'A', exposure: 60 });
    expect(of('jd')).toMatchObject({ upheld: 0, grade: 'unrated', rulings: [] });
    expect(of('taobao')?.rulings).toHaveLength(30);
  });
});

describe('gradesOf', () => {
  test('are what the ruleset carries', () => {
    const grades = gradesOf(CREDITS);
    expect(grades).toEqual({ taobao: 'E', douyin: 'A' });
    expect(parseGrades(grades)).toEqual(grades);
  });
});

describe('gradeChanges', () => {
  test('tell what is new, what changed and what is rated no more', () => {
    expect(gradeChanges({ taobao: 'D', zhihu: 'B', douyin: 'A' }, CREDITS)).toMatchObject([
      { kind: 'grade.changed', providerId: 'taobao', grade: 'E', former: 'D' },
      { kind: 'grade.changed', providerId: 'zhihu', grade: 'unrated', former: 'B' },
    ]);
    expect(gradeChanges(gradesOf(CREDITS), CREDITS)).toEqual([]);
  });
});
