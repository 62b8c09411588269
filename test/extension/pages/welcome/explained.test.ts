import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { EXPLAINED } from '../../../../src/extension/pages/welcome/explained.ts';

interface Manifest {
  readonly permissions: readonly string[];
  readonly optional_permissions: readonly string[];
}

const HOSTS = ['host_permissions', 'optional_host_permissions'];

test('explains every permission of the manifest, its hosts, and no other', () => {
  const file = new URL('../../../../manifest.json', import.meta.url);
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  const asked = [
    ...manifest.permissions,
    ...manifest.optional_permissions,
    ...Object.keys(manifest).filter((key) => HOSTS.includes(key)),
  ];
  const explained = EXPLAINED.flatMap(({ permissions }) => permissions);
  expect(explained.toSorted()).toEqual(asked.toSorted());
  expect(asked).toEqual(expect.arrayContaining(HOSTS));
});

test('has words of its own for each', () => {
  const words = EXPLAINED.flatMap((one) => [one.title, one.words]);
  expect(new Set(words).size).toBe(words.length);
});
