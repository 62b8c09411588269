import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../../../../src/policy/index.ts';
import { hashesOf } from '../../../../src/policy/ruleset/hashes/hashes.ts';
import { rule } from '../arbitrary-rules.ts';

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function hashesFor(...expressions: readonly string[]): Buffer {
  const rules = expressions.map((expression) => rule(expression));
  return Buffer.from(hashesOf(rules, Uint32Array.from(rules.keys())));
}

describe('hashesOf', () => {
  test('has the SHA-256 of each expression, in the order of the file', () => {
    const hashes = hashesOf([rule('a.test/'), rule('b.test/')], Uint32Array.of(1, 0));
    expect(Buffer.from(hashes)).toEqual(Buffer.concat([sha256('b.test/'), sha256('a.test/')]));
  });

  test('has the hash itself where only that is known', () => {
    const hash = sha256('a.test/');
    expect(hashesFor(`#${hash.toString('hex')}`)).toEqual(hash);
  });

  test('agrees with another implementation, whatever the lengths and the letters', () => {
    const lengths = [0, 1, 54, 55, 56, 63, 64, 65, 119, 120, 128, 4095, 4096, 4097, 9000];
    const long = lengths.map((length) => 'x'.repeat(length));
    const all = [...long, '例.test/a', ...long.toReversed(), 'b.test/\u{10ffff}', 'c.test/\x7f'];
    expect(hashesFor(...all)).toEqual(Buffer.concat(all.map(sha256)));
  });

  test.each(['#', '#ab', `#${'a'.repeat(63)}`, `#${'A'.repeat(64)}`, `#${'a'.repeat(65)}`])(
    'refuses %j, which begins like a hash and is none',
    (expression) => {
      let code: string | undefined;
      try {
        hashesFor(expression);
      } catch (error) {
        code = codeOf(error);
      }
      expect(code).toBe('bad-rules');
    },
  );
});
