/** The examples of docs/lists.md. */
import { describe, expect, test } from 'vitest';
import {
  detectFormat,
  importList,
  LIST_FORMATS,
  parseDecisions,
} from '../../../../src/policy/index.ts';
import { read } from '../../../support/tree.ts';

const PAGE = read('docs/lists.md');

const EXAMPLES = [...PAGE.matchAll(/^```text (\S+)\n(.*?)^```$/gms)].map(
  ([, format = '', text = '']) => ({ format, text }),
);

describe('docs/lists.md', () => {
  test('shows every format', () => {
    expect(EXAMPLES.map(({ format }) => format).sort()).toEqual([...LIST_FORMATS].sort());
  });

  test.each(EXAMPLES)('has an example of $format that is one', ({ format, text }) => {
    const detected = detectFormat(text);
    expect(detected).toBe(format);
    const { entries, refused } = importList(text, {
      ...{ format: detected, list: 'sample', violation: 'fraud', mayAllow: true },
    });
    expect(entries.length).toBeGreaterThan(1);
    expect(refused).toEqual([]);
  });

  test('shows a decision that can be read', () => {
    const decision = PAGE.split('\n').find((line) => line.includes('"decision":'));
    expect(parseDecisions(decision ?? '')).toMatchObject([{ decision: 'drop' }]);
  });
});
