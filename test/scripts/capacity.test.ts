import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  capacityOf,
  capacityTables,
  defaultInputs,
  INPUTS,
  MARKS,
} from '../../scripts/capacity.ts';
import { pathInProject } from '../../scripts/project.ts';
import { DEFAULT_LIMITS } from '../../src/service/index.ts';

const figureOf = (what: string, changes = {}) =>
  capacityOf({ ...defaultInputs(), ...changes }).find((line) => line.what === what)?.value;

describe('capacityOf', () => {
  test('counts by hand what can be counted by hand', () => {
    const small = {
      clients: 1000,
      hoursOnline: 10,
      checksPerHour: 2,
      lookups: 86.4,
      peakFactor: 1,
    };
    expect(figureOf('looks for a newer ruleset, three requests each', small)).toBe(20_000);
    expect(figureOf('look-ups, busiest hour', small)).toBeCloseTo(1);
    expect(figureOf('nodes of 4 cores for them', small)).toBe(1);
    expect(figureOf('complaints', { clients: 3650, complaints: 1 })).toBeCloseTo(10);
    expect(figureOf('growth of the database', { clients: 1e6, complaints: 1 })).toBeCloseTo(4);
  });

  test('grows with the clients, and the price of one of them does not', () => {
    const many = figureOf('look-ups') ?? 0;
    expect(figureOf('look-ups', { clients: 200e6 })).toBe(2 * many);
    const price = figureOf('together, of one client') ?? 0;
    const bigger = figureOf('together, of one client', { clients: 200e6 }) ?? 0;
    expect(bigger / price).toBeCloseTo(1, 2);
  });

  test('asks no more of one client than the quota gives', () => {
    const perSecond = (INPUTS.lookups.value / 86_400) * INPUTS.peakFactor.value;
    expect(perSecond).toBeLessThan(DEFAULT_LIMITS.lookups.perSecond);
  });
});

describe('docs/operate.md', () => {
  test('has the tables as they are calculated', () => {
    const [whole = ''] = MARKS.exec(readFileSync(pathInProject('docs/operate.md'), 'utf8')) ?? [];
    expect(whole).toBe(`<!-- capacity -->\n${capacityTables(defaultInputs())}\n<!-- /capacity -->`);
  });
});
