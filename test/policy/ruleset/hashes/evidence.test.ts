import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeOf, type RuleEntry } from '../../../../src/policy/index.ts';
import {
  evidenceOf,
  openEvidence,
  type RuleEvidence,
} from '../../../../src/policy/ruleset/hashes/evidence.ts';

fc.configureGlobal({ seed: 20_261_120 });

function rule(told: RuleEvidence): RuleEntry {
  return {
    expression: 'a.test/',
    effect: 'listed',
    violation: 'phishing',
    severity: 'severe',
    list: 'one',
    ...told,
  };
}

const told: fc.Arbitrary<RuleEvidence> = fc.record(
  {
    listedOn: fc.constantFrom('2026-03-01', '2019-12-31'),
    evidence: fc.string({ unit: 'binary', maxLength: 20 }),
  },
  { requiredKeys: [] },
);

function codeThrown(text: string, ruleCount = 10): string | undefined {
  try {
    openEvidence(new TextEncoder().encode(text), ruleCount);
  } catch (error) {
    return codeOf(error);
  }
  return undefined;
}

describe('evidenceOf', () => {
  test('writes a line for each rule that has evidence, by its place', () => {
    const rules = [rule({ evidence: 'case-7' }), rule({}), rule({ listedOn: '2026-03-01' })];
    const bytes = evidenceOf(rules, Uint32Array.of(1, 2, 0));
    expect(new TextDecoder().decode(bytes)).toBe(
      '{"place":1,"listedOn":"2026-03-01"}\n{"place":2,"evidence":"case-7"}\n',
    );
  });
});

describe('openEvidence', () => {
  test('gives back what was told of every rule', () => {
    fc.assert(
      fc.property(fc.array(told), (all) => {
        const order = Uint32Array.from(all.keys());
        const at = openEvidence(evidenceOf(all.map(rule), order), all.length);
        expect(all.map((_, place) => at(place))).toEqual(all);
      }),
    );
  });

  test('takes a file without a line, and tells nothing then', () => {
    expect(openEvidence(new Uint8Array(), 3)(1)).toEqual({});
  });

  test.each([
    '{"place":1,"evidence":"a"}',
    '{"place":1}\n',
    '{"place":1,}\n',
    '{"place":10,"evidence":"a"}\n',
    '{"place":-1,"evidence":"a"}\n',
    '{"place":01,"evidence":"a"}\n',
    '{"place":2,"evidence":"a"}\n{"place":2,"evidence":"a"}\n',
    '{"place":2,"evidence":"a"}\n{"place":1,"evidence":"a"}\n',
    '{"place":1,"evidence":"a","evidence":"b"}\n',
    '{"place":1,"evidence":"\\x"}\n',
    '{"place":1,"evidence":"a"b"}\n',
    '{"place":1,"evidence":7}\n',
    `{"place":1,"evidence":"${'x'.repeat(129)}"}\n`,
    `{"place":1,"evidence":"${'x'.repeat(5_000_000)}"}\n`,
    '{"place":1,"listedOn":"today"}\n',
    '{"place":1,"evidence":"a"}\n\n',
    '{"place":1,"evidence":"a"}\nx',
    ' \n',
  ])('refuses case %#', (text) => {
    expect(codeThrown(text)).toBe('bad-rules');
  });

  test('refuses more lines than rules', () => {
    const text = '{"place":0,"evidence":"a"}\n';
    expect(codeThrown(text, 1)).toBeUndefined();
    expect(codeThrown(text, 0)).toBe('bad-rules');
  });

  test('refuses what is not UTF-8', () => {
    expect(() => openEvidence(Uint8Array.of(0xff), 1)).toThrow('not UTF-8');
  });
});
