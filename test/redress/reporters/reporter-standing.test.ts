import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  DAY,
  plus,
  qualityOf,
  type Report,
  type ReportOutcome,
  reporterStandingOf,
} from '../../../src/redress/index.ts';

const NOW = '2026-06-01T12:00:00.000Z';

function reports(count: number, outcome: ReportOutcome, days = 0): readonly Report[] {
  return Array.from({ length: count }, () => ({ at: plus(NOW, -days * DAY), outcome }));
}

function kindOf(all: readonly Report[], warnings: readonly string[] = [], now = NOW): string {
  return reporterStandingOf({ reports: all, warnings }, now).kind;
}

const ago = (days: number): string => plus(NOW, -days * DAY);

describe('qualityOf', () => {
  test('is a half for a newcomer, and comes near the share with time', () => {
    expect(qualityOf([], NOW)).toBe(0.5);
    expect(qualityOf(reports(1, 'upheld'), NOW)).toBe(0.6);
    expect(qualityOf(reports(1, 'dismissed'), NOW)).toBe(0.4);
    expect(qualityOf(reports(96, 'upheld'), NOW)).toBe(0.98);
  });

  test('forgets', () => {
    expect(qualityOf(reports(4, 'upheld', 180), NOW)).toBeCloseTo(4 / 6, 12);
    expect(qualityOf(reports(4, 'upheld', 3600), NOW)).toBeCloseTo(0.5, 4);
  });

  test('rises with what is upheld, falls with the rest, whatever the order', () => {
    const any = fc.array(
      fc.record({
        at: fc.integer({ min: 0, max: 900 }).map(ago),
        outcome: fc.constantFrom('upheld' as const, 'dismissed' as const, 'unfounded' as const),
      }),
    );
    fc.assert(
      fc.property(any, (all) => {
        const quality = qualityOf(all, NOW);
        expect(qualityOf(all.toReversed(), NOW)).toBe(quality);
        expect(qualityOf([...all, ...reports(1, 'upheld')], NOW)).toBeGreaterThan(quality);
        expect(qualityOf([...all, ...reports(1, 'dismissed')], NOW)).toBeLessThan(quality);
      }),
    );
  });
});

describe('reporterStandingOf', () => {
  test('is ordinary for newcomers, and for whoever errs in good faith', () => {
    expect(kindOf([])).toBe('ordinary');
    expect(kindOf(reports(200, 'dismissed'))).toBe('ordinary');
  });

  test('asks for a warning where the number and the share are high, and limits nobody unwarned', () => {
    expect(kindOf(reports(4, 'unfounded'))).toBe('ordinary');
    expect(kindOf(reports(5, 'unfounded'))).toBe('to-warn');
    expect(kindOf([...reports(5, 'unfounded'), ...reports(2, 'upheld')])).toBe('ordinary');
    expect(kindOf(reports(1000, 'unfounded'))).toBe('to-warn');
    expect(kindOf(reports(5, 'unfounded', 200))).toBe('ordinary');
  });

  test('limits, for a time, whoever goes on after the warning', () => {
    const before = reports(10, 'unfounded', 60);
    const warnings = [ago(50)];
    expect(kindOf(before, warnings)).toBe('warned');
    expect(kindOf([...before, ...reports(4, 'unfounded', 1)], warnings)).toBe('warned');
    const after = [...before, ...reports(5, 'unfounded', 1)];
    expect(reporterStandingOf({ reports: after, warnings }, NOW)).toMatchObject({
      kind: 'limited',
      until: ago(-29),
    });
    expect(kindOf(after, warnings, ago(-29))).toBe('warned');
    expect(kindOf([...before, ...reports(50, 'dismissed', 1)], warnings)).toBe('warned');
  });

  test('forgets a warning after a year', () => {
    expect(kindOf([], [ago(364)])).toBe('warned');
    expect(kindOf([], [ago(365)])).toBe('ordinary');
    expect(kindOf([], [ago(-1)])).toBe('ordinary');
  });
});
