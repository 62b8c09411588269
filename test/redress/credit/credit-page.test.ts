/** Reckons the example of docs/credit.md from the tables of that page. */
import { describe, expect, test } from 'vitest';
import { USUAL_CREDIT_RULES } from '../../../src/policy/index.ts';
import { daysStood, decayOf, weightOf } from '../../../src/redress/credit/weight.ts';
import { creditOf, type Finding, raiseOf } from '../../../src/redress/index.ts';
import { read } from '../../support/tree.ts';

const PAGE = read('docs/credit.md');
const NOW = instant(/exposure of [\d.]+, on (\d{4}-\d{2}-\d{2})/.exec(PAGE)?.[1]);
const EXPOSURE = Number(/exposure of ([\d.]+)/.exec(PAGE)?.[1]);

/** The rows of the table whose first column has this name, as they stand there. */
function table(column: string): readonly (readonly string[])[] {
  const lines = PAGE.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${column} |`));
  const rows = lines.slice(start + 2);
  const end = rows.findIndex((line) => !line.startsWith('|'));
  return rows.slice(0, end).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

function instant(day = ''): string {
  return `${day}T00:00:00.000Z`;
}

const ROWS = table('ruling');

const FINDINGS: readonly Finding[] = ROWS.map(
  ([rulingId = '', severity, reach, published, gone, back]) => ({
    rulingId,
    providerId: 'shop',
    severity: severity === 'severe' ? 'severe' : 'lesser',
    reach: reach === 'public' ? 'public' : reach === 'many' ? 'many' : 'few',
    publishedAt: instant(published),
    removals: gone === '' ? [] : [instant(gone)],
    returns: back === '' ? [] : [instant(back)],
  }),
);

const INPUTS = { findings: FINDINGS, exposure: EXPOSURE, now: NOW };

describe('docs/credit.md', () => {
  test('has the rules that count where a policy says nothing', () => {
    const flat = Object.entries(USUAL_CREDIT_RULES).flatMap(([name, value]) =>
      typeof value === 'number'
        ? [[name, value]]
        : Object.entries(value).map(([member, number]) => [`${name}.${member}`, number]),
    );
    const written = table('rule').map(([name = '', value]) => [
      /`([^`]+)`/.exec(name)?.[1],
      Number(value),
    ]);
    expect(written).toEqual(flat);
  });

  test('reckons every finding of its example as the code does', () => {
    expect(ROWS.length).toBe(7);
    for (const [index, finding] of FINDINGS.entries()) {
      const [days, decay, weight] = ROWS[index]?.slice(6) ?? [];
      expect(daysStood(finding, NOW).toFixed(0), finding.rulingId).toBe(days);
      expect(decayOf(finding, NOW, USUAL_CREDIT_RULES).toFixed(3), finding.rulingId).toBe(decay);
      expect(weightOf(finding, NOW, USUAL_CREDIT_RULES).toFixed(3), finding.rulingId).toBe(weight);
    }
    const sum = FINDINGS.map((one) => weightOf(one, NOW, USUAL_CREDIT_RULES)).reduce(
      (a, b) => a + b,
    );
    expect(PAGE).toContain(`The sum is ${sum.toFixed(3)}.`);
  });

  test('comes to the figures that it gives', () => {
    const { sample, harm, credit, low, high, grade } = creditOf(INPUTS, USUAL_CREDIT_RULES);
    const raise = raiseOf(INPUTS, USUAL_CREDIT_RULES);
    expect(table('figure')).toEqual([
      ['sample', sample.toFixed(3)],
      ['harm', harm.toFixed(3)],
      ['credit', credit.toFixed(1)],
      ['low', low.toFixed(1)],
      ['high', high.toFixed(1)],
      ['grade', grade],
      ['would be raised to', raise?.to],
      ['by removing', raise?.byRemoving?.join(' ')],
      ['by days without another upheld complaint', String(raise?.byDays)],
    ]);
  });
});
