import { describe, expect, test } from 'vitest';
import { USUAL_CREDIT_RULES } from '../../../src/policy/index.ts';
import {
  appendFact,
  creditOf,
  factsOf,
  findingsOf,
  findingsOfLog,
  type PublicEntry,
  type PublicFact,
} from '../../../src/redress/index.ts';
import {
  appealClaimed,
  DISMISSAL,
  DRAFT,
  published,
  type Story,
  story,
} from '../case/sample-case.ts';

const SHOP = 'https://item.taobao.com/item.htm?id=7';
const TENANT = 'https://shop.github.io/x';

function logOf(told: Story, ...more: readonly PublicFact[]): readonly PublicEntry[] {
  const facts = told.events.flatMap((event) =>
    factsOf(told.case, event).map((fact) => ({ fact, at: event.at })),
  );
  const entries: PublicEntry[] = [];
  for (const { fact, at } of [...facts, ...more.map((one) => ({ fact: one, at: told.now }))]) {
    entries.push(appendFact(entries.at(-1), at, fact));
  }
  return entries;
}

function listedAt(address: string): Story {
  return story()
    .after('complain', {
      complaint: { id: 'complaint-1', kind: 'fraud', context: 'channel', address },
    })
    .after('claim')
    .after('rule', { draft: { ...DRAFT, address } })
    .after('publish');
}

describe('findingsOfLog', () => {
  test('counts an upheld listing, with what became of it', () => {
    const told = listedAt(SHOP).after('note-removal').after('note-return');
    const [, gone, back] = told.events.slice(-3).map(({ at }) => at);
    const count = findingsOfLog(logOf(told));
    expect(findingsOf(count, 'taobao')).toEqual([
      {
        rulingId: 'ruling-1',
        providerId: 'taobao',
        severity: 'severe',
        reach: 'public',
        publishedAt: told.case.rulings[0]?.publishedAt,
        removals: [gone],
        returns: [back],
      },
    ]);
  });

  test('counts nothing that was dismissed, lifted or replaced by something else', () => {
    const gone = [
      published(DISMISSAL),
      published().after('lift'),
      appealClaimed().after('decide', { outcome: 'lifted' }),
      appealClaimed()
        .after('decide', {
          outcome: 'changed',
          replacement: { rulingId: 'ruling-2', draft: { ...DRAFT, measure: { kind: 'allow' } } },
        })
        .after('publish', { rulingId: 'ruling-2' }),
    ];
    for (const told of gone) expect(findingsOfLog(logOf(told)).findings).toEqual([]);
  });

  test('counts what an appeal upheld or made milder', () => {
    expect(findingsOfLog(logOf(appealClaimed().after('decide'))).findings).toHaveLength(1);
    const milder = { kind: 'list', violation: 'marketing', severity: 'lesser' } as const;
    const changed = appealClaimed()
      .after('decide', {
        outcome: 'changed',
        replacement: { rulingId: 'ruling-2', draft: { ...DRAFT, measure: milder } },
      })
      .after('publish', { rulingId: 'ruling-2' });
    expect(findingsOfLog(logOf(changed)).findings).toMatchObject([
      { rulingId: 'ruling-2', severity: 'lesser' },
    ]);
  });

  test('counts a tenant for nobody: neither the landlord nor the other way round', () => {
    const { findings } = findingsOfLog(logOf(listedAt(TENANT)));
    expect(findings).toMatchObject([{ providerId: undefined }]);
    expect(findingsOf({ findings, exposures: new Map() }, 'github')).toEqual([]);
  });

  test('takes the newest word on how much a provider is used', () => {
    const units = (number: number): PublicFact => ({
      kind: 'exposure.set',
      providerId: 'taobao',
      units: number,
      source: 'annual report',
    });
    const { exposures } = findingsOfLog(logOf(listedAt(SHOP), units(50), units(60)));
    expect(exposures.get('taobao')).toBe(60);
  });

  test('passes over notes about rulings that do not count', () => {
    const stray: PublicFact = { kind: 'removal.noted', rulingId: 'ruling-9' };
    expect(findingsOfLog(logOf(listedAt(SHOP), stray)).findings).toHaveLength(1);
  });

  test('gives an outsider the very credit that the service reckons', () => {
    const told = listedAt(SHOP).after('note-removal');
    const { findings } = findingsOfLog(logOf(told));
    const inputs = { findings, exposure: 1, now: told.now };
    expect(creditOf(inputs, USUAL_CREDIT_RULES)).toMatchObject({ upheld: 1, standing: 0 });
  });
});
