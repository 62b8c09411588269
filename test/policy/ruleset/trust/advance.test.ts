import { describe, expect, test } from 'vitest';
import {
  checkAdvance,
  isShrunk,
  type LogEntry,
  type Position,
  type SignedManifest,
} from '../../../../src/policy/index.ts';
import { following, MANIFEST, NOW, opened } from './sample-trust.ts';

const FIRST = opened(MANIFEST);
const { version } = MANIFEST;

function codeOf(next: SignedManifest, at: Partial<Position>): string | undefined {
  try {
    checkAdvance(next, { floor: 0, now: NOW, ...at });
  } catch (error) {
    return (error as { code?: string }).code;
  }
  return undefined;
}

/** So many versions, each going on from the one before. */
function chainOf(length: number, first = FIRST): SignedManifest[] {
  const chain = [first];
  for (let made = 1; made < length; made += 1) chain.push(following(chain.at(-1) ?? first));
  return chain;
}

function logOf(chain: readonly SignedManifest[]): LogEntry[] {
  return chain.map(({ manifest, payloadSha256: payload, head }) => ({
    version: manifest.version,
    issuedAt: manifest.issuedAt,
    payload,
    rules: manifest.parts.rules.sha256,
    ruleCount: manifest.ruleCount,
    head,
  }));
}

describe('checkAdvance', () => {
  test('lets the first one pass, a newer one, and the same again', () => {
    expect(codeOf(FIRST, {})).toBeUndefined();
    expect(codeOf(following(FIRST), { held: FIRST, floor: version })).toBeUndefined();
    expect(codeOf(FIRST, { held: FIRST, floor: version })).toBeUndefined();
  });

  test('refuses a version below the floor, or below what is held', () => {
    expect(codeOf(FIRST, { floor: version + 1 })).toBe('rollback');
    expect(codeOf(FIRST, { held: following(FIRST) })).toBe('rollback');
  });

  test('refuses another manifest under the version that is held', () => {
    const other = opened({ ...MANIFEST, ruleCount: 999 }, 'abc');
    expect(codeOf(other, { held: FIRST, floor: version })).toBe('two-faced');
  });

  test('refuses a version more than a day ahead of the clock', () => {
    const ahead = (seconds: number) => opened({ ...MANIFEST, version: version + seconds });
    expect(codeOf(ahead(86_400), {})).toBeUndefined();
    expect(codeOf(ahead(86_401), {})).toBe('fast-forward');
    expect(codeOf(ahead(1e9), {})).toBe('fast-forward');
    expect(codeOf(opened({ ...MANIFEST, version: Number.MAX_SAFE_INTEGER }), {})).toBe(
      'fast-forward',
    );
  });

  test('refuses one that says to be of later, to be good for longer', () => {
    const issued = (issuedAt: string) => opened({ ...MANIFEST, issuedAt });
    expect(codeOf(issued('2026-01-03T00:00:00.000Z'), {})).toBeUndefined();
    expect(codeOf(issued('2026-01-03T00:00:01.000Z'), {})).toBe('fast-forward');
  });

  test('refuses what has expired, the one that is held as well', () => {
    const now = Date.parse(MANIFEST.expiresAt);
    expect(codeOf(FIRST, { now })).toBe('expired');
    expect(codeOf(FIRST, { now, held: FIRST })).toBe('expired');
    expect(codeOf(FIRST, { now: now - 1 })).toBeUndefined();
  });

  test('takes a fresh one where the one that is held has expired', () => {
    const now = Date.parse(MANIFEST.expiresAt) + 1;
    const next = following(FIRST, { expiresAt: '2026-03-01T00:00:00.000Z' });
    expect(codeOf(next, { now, held: FIRST })).toBeUndefined();
  });

  test('takes nothing while the clock is earlier than the build', () => {
    expect(codeOf(FIRST, { builtAt: NOW + 1 })).toBe('clock');
    expect(codeOf(FIRST, { builtAt: NOW })).toBeUndefined();
  });
});

describe('checkAdvance, by the chain of versions', () => {
  const chain = chainOf(40);
  const [zero = FIRST] = chain;
  const last = chain.at(-1) ?? FIRST;
  const held = (index: number) => chain[index] ?? FIRST;

  test('takes any later version of the same chain', () => {
    for (const index of [10, 20, 38]) {
      expect(codeOf(last, { held: held(index), now: NOW })).toBeUndefined();
    }
  });

  test('asks for the log where the history does not reach back to what is held', () => {
    expect(last.manifest.history[0]?.version).toBe(version + 9);
    expect(codeOf(last, { held: held(9) })).toBeUndefined();
    expect(codeOf(last, { held: held(8) })).toBe('log-gap');
    expect(codeOf(last, { held: zero, log: logOf(chain) })).toBeUndefined();
    expect(codeOf(last, { held: zero, log: logOf(chain.slice(0, -1)) })).toBeUndefined();
  });

  test.each<[string, LogEntry[]]>([
    ['is empty', []],
    ['does not know the held version', logOf(chain.slice(1))],
    ['leaves a version out', logOf(chain.filter((_, index) => index !== 5))],
    ['ends before the former version', logOf(chain.slice(0, -2))],
  ])('refuses a log that %s', (_, log) => {
    expect(codeOf(last, { held: zero, log })).toBe('fork');
  });

  test('refuses a chain that parted after what is held', () => {
    const parted = opened({ ...MANIFEST, version: version + 3, ruleCount: 998 }, 'bad');
    const other = following({ ...parted, manifest: { ...parted.manifest, former: null } });
    expect(codeOf(other, { held: held(3), now: NOW })).toBe('fork');
  });

  test('refuses a chain that never knew the held version', () => {
    const stranger = chainOf(5, opened({ ...MANIFEST, version: version - 2 }, 'cafe'));
    expect(codeOf(stranger.at(-1) ?? FIRST, { held: FIRST })).toBe('fork');
  });

  test('refuses one that begins anew', () => {
    expect(codeOf(opened({ ...MANIFEST, version: version + 1 }), { held: FIRST })).toBe('fork');
  });

  test('refuses a history that was rewritten', () => {
    const { manifest } = last;
    const history = manifest.history.map((entry, index) =>
      index === 20 ? { ...entry, payload: 'f'.repeat(64) } : entry,
    );
    const forged = opened({ ...manifest, history });
    expect(codeOf(forged, { held: held(12) })).toBe('fork');
    // Whoever holds a later version cannot tell, and need not.
    expect(codeOf(forged, { held: held(38) })).toBeUndefined();
  });

  test('refuses a former head that the history does not lead to', () => {
    const former = { version: held(38).manifest.version, head: 'e'.repeat(64) };
    expect(codeOf(opened({ ...last.manifest, former }), { held: held(38) })).toBe('fork');
  });
});

describe('checkAdvance, by the number of rules', () => {
  const shrunk = (ruleCount: number, shrinks?: true) =>
    following(FIRST, { ruleCount, ...(shrinks && { shrinks }) });

  test('refuses less than half, unless the manifest says that it is meant', () => {
    expect(codeOf(shrunk(500), { held: FIRST })).toBeUndefined();
    expect(codeOf(shrunk(499), { held: FIRST })).toBe('shrunk');
    expect(codeOf(shrunk(0), { held: FIRST })).toBe('shrunk');
    expect(codeOf(shrunk(0, true), { held: FIRST })).toBeUndefined();
  });

  test('does not mind where there were few', () => {
    expect(isShrunk(0, 99)).toBe(false);
    expect(isShrunk(49, 100)).toBe(true);
    expect(isShrunk(50, 100)).toBe(false);
  });
});
