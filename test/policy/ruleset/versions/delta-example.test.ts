import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  applyDelta,
  encodeRules,
  hashesOf,
  makeDelta,
  updateRules,
} from '../../../../src/policy/index.ts';
import { rule, sha256Of } from '../arbitrary-rules.ts';

const page = readFileSync(new URL('../../../../docs/ruleset-format.md', import.meta.url), 'utf8');

/** Lines of hexadecimal digits, but for the piece of the header, which is text. */
function readExample(): Uint8Array {
  const [, example = ''] = /```delta\n(.*?)```/s.exec(page) ?? [];
  const pieces = example
    .trim()
    .split('\n')
    .map((line) =>
      line.includes('"') ? Buffer.from(line) : Buffer.from(line.replaceAll(' ', ''), 'hex'),
    );
  return Uint8Array.from(Buffer.concat(pieces));
}

function keyFrom(first: number): Uint8Array {
  return Uint8Array.from({ length: 16 }, (_, index) => first + index);
}

describe('docs/ruleset-format.md', () => {
  test('shows a delta that is made, and applied, as it says', () => {
    const hosts = Array.from({ length: 17 }, (_, index) => `host-${index}.example/`);
    const former = hosts.map((expression) => rule(expression, { list: 'demo' }));
    const { rules, order } = encodeRules(former, { baseKey: keyFrom(0) });
    const next = [...former.slice(1), rule('new.example/', { list: 'demo' })];
    const keys = { base: keyFrom(0x10), fresh: keyFrom(0x20) };
    const updated = updateRules({ rules, hashes: hashesOf(former, order) }, next, keys);
    const delta = readExample();
    expect(makeDelta(rules, updated.rules)).toEqual(delta);
    expect(applyDelta(rules, delta, sha256Of(rules))).toEqual(updated.rules);
  });
});
