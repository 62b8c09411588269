import { describe, expect, test } from 'vitest';
import { importList } from '../../../src/policy/index.ts';
import { compileLists } from '../../../src/service/publish/index.ts';

const LIST = importList('bad.test\nworse.test', {
  format: 'urls',
  list: 'one',
  violation: 'fraud',
});

describe('compileLists', () => {
  test('draws another key each time', () => {
    const [first, second] = [compileLists([LIST]), compileLists([LIST])];
    expect(first.rules.length).toBe(second.rules.length);
    expect(first.rules).not.toEqual(second.rules);
    expect(Buffer.from(first.hashes.toSorted())).toEqual(Buffer.from(second.hashes.toSorted()));
  });

  test('keeps the key of former rules that it goes on from', () => {
    const former = compileLists([LIST]);
    const again = compileLists([LIST], { former });
    expect(again.rules).toEqual(former.rules);
  });
});
