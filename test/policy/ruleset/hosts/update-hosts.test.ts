import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { HostLists } from '../../../../src/policy/ruleset/hosts/host-lists.ts';
import { describeHosts } from '../../../../src/policy/ruleset/hosts/hosts-file.ts';
import { type HostParts, openHosts } from '../../../../src/policy/ruleset/hosts/open-hosts.ts';
import { updateHosts } from '../../../../src/policy/ruleset/hosts/update-hosts.ts';
import { partOf } from '../../../../src/policy/ruleset/part.ts';
import { MANIFEST } from '../trust/sample-trust.ts';
import { anyHosts } from './arbitrary-hosts.ts';

afterEach(() => vi.restoreAllMocks());

const hosts = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `host-${from + index}.test`);
const lists = (blocked: readonly string[], cleared: readonly string[] = []): HostLists => ({
  blocked,
  cleared,
});

async function manifestOf({ hosts: base, freshHosts }: HostParts) {
  const parts = { hosts: await partOf(base), freshHosts: await partOf(freshHosts) };
  return { parts: { ...MANIFEST.parts, ...parts } };
}

async function read(parts: HostParts): Promise<HostLists> {
  const { blocked, cleared } = await openHosts(await manifestOf(parts), parts);
  return { blocked: [...blocked].sort(), cleared: [...cleared].sort() };
}

const sorted = ({ blocked, cleared }: HostLists) => lists([...blocked].sort(), [...cleared].sort());

describe('updateHosts', () => {
  test('writes a base, and that nothing changed since, where there is none', async () => {
    const parts = updateHosts(undefined, lists(hosts(0, 50), ['good.host-1.test']));
    expect(describeHosts(parts.hosts)).toMatchObject({ base: null, blocked: { added: 50 } });
    expect(describeHosts(parts.freshHosts)).toMatchObject({
      base: createHash('sha256').update(parts.hosts).digest('hex'),
      blocked: { added: 0, gone: 0 },
      cleared: { added: 0, gone: 0 },
    });
    expect(await read(parts)).toEqual(sorted(lists(hosts(0, 50), ['good.host-1.test'])));
  });

  test('keeps the base up to a tenth of changes, and writes another one beyond', async () => {
    const former = updateHosts(undefined, lists(hosts(0, 100)));
    const few = updateHosts(former.hosts, lists(hosts(5, 105)));
    expect(few.hosts).toEqual(former.hosts);
    expect(describeHosts(few.freshHosts).blocked).toEqual({ added: 5, gone: 5 });
    expect(await read(few)).toEqual(sorted(lists(hosts(5, 105))));
    const many = updateHosts(former.hosts, lists(hosts(5, 106)));
    expect(describeHosts(many.hosts)).toMatchObject({ base: null, blocked: { added: 101 } });
    expect(describeHosts(many.freshHosts).blocked).toEqual({ added: 0, gone: 0 });
  });

  test('counts from the base, and not from the version before', () => {
    const base = updateHosts(undefined, lists(hosts(0, 100))).hosts;
    const second = updateHosts(base, lists(hosts(0, 106)));
    expect(second.hosts).toEqual(base);
    expect(updateHosts(second.hosts, lists(hosts(0, 111))).hosts).not.toEqual(base);
  });

  test('gives the same bytes for the same hosts in any order', () => {
    const former = updateHosts(undefined, lists(hosts(0, 100)));
    const next = updateHosts(former.hosts, lists(hosts(2, 102)));
    expect(updateHosts(former.hosts, lists(hosts(2, 102).reverse()))).toEqual(next);
    expect(updateHosts(next.hosts, lists(hosts(2, 102)))).toEqual(next);
  });

  test('begins anew where the former base cannot be read', () => {
    const all = lists(hosts(0, 40));
    const anew = updateHosts(undefined, all);
    expect(updateHosts(new Uint8Array(90), all)).toEqual(anew);
    // Fresh hosts are no base.
    expect(updateHosts(anew.freshHosts, all)).toEqual(anew);
  });

  test('leads from any hosts to any others', async () => {
    await fc.assert(
      fc.asyncProperty(anyHosts, anyHosts, fc.nat(3), async (before, after, few) => {
        const former = updateHosts(undefined, lists(before.slice(few), before.slice(0, few)));
        const small = lists(before.slice(few + 1), after.slice(0, few));
        for (const next of [small, lists(after)]) {
          expect(await read(updateHosts(former.hosts, next))).toEqual(sorted(next));
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('openHosts', () => {
  test('refuses parts that the manifest does not name', async () => {
    const parts = updateHosts(undefined, lists(hosts(0, 40)));
    const manifest = await manifestOf(parts);
    for (const name of ['hosts', 'freshHosts'] as const) {
      const bytes = parts[name].slice();
      bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
      await expect(openHosts(manifest, { ...parts, [name]: bytes })).rejects.toMatchObject({
        code: 'bad-part',
      });
    }
  });

  test('refuses fresh hosts of another base', async () => {
    const { hosts: base } = updateHosts(undefined, lists(hosts(0, 40)));
    const { freshHosts } = updateHosts(undefined, lists(hosts(0, 41)));
    const parts = { hosts: base, freshHosts };
    await expect(openHosts(await manifestOf(parts), parts)).rejects.toMatchObject({
      code: 'bad-hosts',
    });
  });

  test('leaves out names that this platform cannot read', async () => {
    const parts = updateHosts(undefined, lists(['xn--fsq.test', 'a.test'], ['x.xn--fsq.test']));
    expect((await read(parts)).blocked).toEqual(['a.test', 'xn--fsq.test']);
    vi.spyOn(URL, 'parse').mockReturnValue(null);
    expect(await read(parts)).toEqual(lists(['a.test']));
  });
});
