import { describe, expect, test } from 'vitest';
import { parseQuota } from '../../src/cli/quota-option.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { startServing } from './serving.ts';

describe('parseQuota', () => {
  test('reads each quota, the last of a name', () => {
    const one = parseQuota('lookups=60000,2000');
    expect(one).toEqual({ lookups: { burst: 60000, perSecond: 2000 } });
    expect(parseQuota('lookups=5,0.5', parseQuota('parts=7,1', one))).toEqual({
      ...{ lookups: { burst: 5, perSecond: 0.5 }, parts: { burst: 7, perSecond: 1 } },
    });
  });

  test.each([
    'lookups',
    'lookups=5',
    'lookups=0,1',
    'lookups=5,0',
    'lookups=-5,1',
    'lookups=5,x',
    'nobody=5,1',
    'puzzleDifficulty=5,1',
  ])('refuses %s', (text) => {
    expect(() => parseQuota(text)).toThrow('expected one of lookups, ');
  });
});

test('a service keeps to the quota that it was started with', async () => {
  const folder = await makeTemporaryFolder('quota');
  const args = ['--port', '0', '--no-seed', '--quota', 'documents=2,0.001'];
  const serving = startServing(args, { cwd: folder.path });
  const [address] = await serving.says(/http:\/\/127\.0\.0\.1:\d+/);
  const statuses: number[] = [];
  for (let count = 0; count < 3; count += 1) {
    statuses.push((await fetch(`${address}/v1/ruleset/roots/1.json`)).status);
  }
  expect(statuses).toEqual([200, 200, 429]);
  await serving.end();
  await folder.remove();
});
