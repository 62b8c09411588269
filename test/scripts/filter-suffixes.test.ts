import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { suffixFilterJson, suffixNames } from '../../scripts/filter-suffixes.ts';
import { pathInProject } from '../../scripts/project.ts';
import { isPublicSuffix } from '../../src/policy/index.ts';
import { makePlainReaders } from '../../src/policy/ruleset/importers/plain-address.ts';

describe('the filter of public suffixes', () => {
  test('is that of the list that is installed; else run scripts/filter-suffixes.ts', async () => {
    const path = pathInProject('src/policy/ruleset/importers/suffix-filter.json');
    // Compared here, not by `toBe`, which would print it all.
    expect(readFileSync(path, 'utf8') === (await suffixFilterJson())).toBe(true);
  });

  test('lets no suffix pass', async () => {
    const { host } = makePlainReaders();
    const suffixes = (await suffixNames())
      .map((name) => name.replace(/^\*/, 'any'))
      .filter((name) => isPublicSuffix(name));
    expect(suffixes.length).toBeGreaterThan(8000);
    const read = (name: string) => host(new TextEncoder().encode(`${name}\n`), 0);
    expect(suffixes.filter((name) => read(name) !== undefined)).toEqual([]);
  });
});
