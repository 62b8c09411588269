/** What a list of these lines becomes, in a form that is short to expect. */
import { importList, type ListFormat } from '../../../../src/policy/index.ts';

export function read(format: ListFormat, ...lines: readonly string[]) {
  const { entries, refused } = importList(lines.join('\n'), {
    format,
    list: 'sample',
    violation: 'phishing',
    mayAllow: true,
  });
  return {
    listed: entries.filter(({ effect }) => effect === 'listed').map((entry) => entry.expression),
    allowed: entries.filter(({ effect }) => effect === 'allowed').map((entry) => entry.expression),
    refused: refused.map(({ line, rule }) => `${line}: ${rule}`),
  };
}
