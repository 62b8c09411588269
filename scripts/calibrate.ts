/**
 * Fits the weights of unusual features on one half of the development data, writes them, and
 * measures the engine with them on the other half. What a list cannot know, bounds say: a
 * country's ending says where and not what, benign lists are older than the newest endings, and
 * nothing alone may reach the threshold.
 */
import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { type Feature, featuresOf } from '../src/policy/url/signs/features.ts';
import { LETTERS, letterAt } from '../src/policy/url/signs/letter-surprise.ts';
import { LURES } from '../src/policy/url/signs/lures.ts';
import { type Model, modelFrom, type Weights } from '../src/policy/url/signs/model.ts';
import { indexWords } from '../src/policy/url/signs/word-index.ts';
import { heldByOwner, readSources, type Sample, type Source } from './calibration-data.ts';
import { CANDIDATE_WORDS } from './calibration-words.ts';
import { type Bounds, fitLogistic, type Row } from './logistic.ts';
import { pathInProject } from './project.ts';
import { runScript } from './run-script.ts';
import { say } from './say.ts';
import { curveOf, isOwnHost, thresholdOf } from './threshold.ts';

/** Points are tenths of a logit. */
const POINTS = 10;
/** Ceilings in points; the floor is 0 but for endings and short names, which may speak for a host. */
const CEILINGS: Readonly<Record<string, number>> = {
  ending: 16,
  word: 18,
  brand: 16,
  tenant: 8,
  digits: 15,
  random: 18,
  punycode: 15,
  length: 5,
  hyphens: 5,
  labels: 10,
  port: 20,
  ip: 25,
};
const COUNTRY_CEILING = 5;
/** Countries' endings that anybody got for nothing or next to nothing. */
const GIVEN_AWAY = new Set('tk ml ga cf gq cc pw ws su'.split(' '));
/** Two of them in a long name with a hyphen stay below the threshold on an ordinary ending. */
const ORDINARY_WORD_CEILING = 9;
const SPECIAL_CEILINGS: Readonly<Record<string, number>> = {
  // Three words are many a shop's name.
  'hyphens:2': 0,
  'labels:1': 3,
  'labels:2': 6,
  'labels:host': 16,
  'brand:part': 12,
  'brand:word': 12,
  'brand:same': 14,
  'brand:token': 18,
};
const ENDING_FLOOR = -6;
const SHORT_NAME_FLOOR = -10;
/** A feature that fewer samples have is not known well enough. */
const FEWEST = 15;
function boundsOf(feature: string): Bounds {
  const [kind = '', which = ''] = feature.split(':');
  const isCountry = kind === 'ending' && which.length === 2 && !GIVEN_AWAY.has(which);
  const high =
    SPECIAL_CEILINGS[feature] ??
    (kind === 'word' && !LURES.has(which) ? ORDINARY_WORD_CEILING : undefined) ??
    (isCountry ? COUNTRY_CEILING : (CEILINGS[kind] ?? 0));
  const isShort = kind === 'length' && Number(which) < 5;
  const low = kind === 'ending' ? ENDING_FLOOR : isShort ? SHORT_NAME_FLOOR : 0;
  return { low: low / POINTS, high: high / POINTS };
}

/** How many bits each letter surprises with after each other, in the names of ordinary hosts. */
function lettersOf(sources: readonly Source[]): string {
  const names = sources
    .filter(({ name, isBenign, weight }) => isBenign && weight > 0 && name !== 'wallets-allowed')
    .flatMap(({ samples }) => samples)
    .flatMap(({ parts, half }) => (half === 'fit' && parts ? [parts.label] : []))
    .filter((label) => !label.startsWith('xn--'));
  const pairs = new Float64Array(LETTERS * LETTERS).fill(0.5);
  for (const name of new Set(names)) {
    let before = LETTERS - 1;
    for (let at = 0; at <= name.length; at += 1) {
      const letter = letterAt(name, at);
      const pair = before * LETTERS + letter;
      pairs[pair] = (pairs[pair] ?? 0) + 1;
      before = letter;
    }
  }
  return Array.from({ length: LETTERS }, (_, before) => {
    const row = pairs.subarray(before * LETTERS, (before + 1) * LETTERS);
    const all = row.reduce((sum, one) => sum + one, 0);
    return [...row]
      .map((one) => Math.min(15, Math.round(Math.log2(all / one))).toString(16))
      .join('');
  }).join('');
}

type Reading = Pick<Model, 'letters' | 'words'>;

function featuresIn({ address, parts }: Sample, reading: Reading): readonly Feature[] {
  return isOwnHost(parts) ? [] : featuresOf(address, parts, reading);
}

function fitPoints(sources: readonly Source[], held: ReadonlySet<string>, reading: Reading) {
  const known = new Map<string, { at: number; count: number }>();
  const numberOf = (feature: string) => {
    const entry = known.get(feature) ?? { at: known.size, count: 0 };
    entry.count += 1;
    known.set(feature, entry);
    return entry.at;
  };
  const rows = sources.flatMap(({ isBenign, weight, samples }): Row[] => {
    const fitted = samples.filter(
      ({ half, address }) => half === 'fit' && !held.has(address.hostname),
    );
    if (weight === 0) return [];
    return fitted.map((sample) => ({
      features: featuresIn(sample, reading).map(numberOf),
      isPositive: !isBenign,
      weight: weight / fitted.length,
    }));
  });
  const mean = rows.reduce((sum, row) => sum + row.weight, 0) / rows.length;
  const features = [...known.keys()];
  const weights = fitLogistic(
    rows.map((row) => ({ ...row, weight: row.weight / mean })),
    features.map(boundsOf),
    { rounds: 14, step: 0.1, pull: 2 },
  );
  return features.flatMap((feature, at) => {
    const points = Math.round((weights[at] ?? 0) * POINTS);
    const isKnown = (known.get(feature)?.count ?? 0) >= FEWEST;
    return points === 0 || !isKnown ? [] : [{ feature, points }];
  });
}

/** `ending:top` with 18 points stands under `ending`, `18`. */
function grouped(fitted: readonly { feature: string; points: number }[]): Weights['points'] {
  const byKind = Map.groupBy(fitted, ({ feature }) => feature.split(':')[0] ?? '');
  return Object.fromEntries(
    [...byKind].sort().map(([kind, rows]) => {
      const byPoints = Map.groupBy(rows, ({ points }) => points);
      const sorted = [...byPoints].sort(([a], [b]) => a - b);
      return [
        kind,
        Object.fromEntries(
          sorted.map(([points, same]) => [
            points,
            same
              .map(({ feature }) => feature.slice(kind.length + 1))
              .sort()
              .join(' '),
          ]),
        ),
      ];
    }),
  );
}

await runScript(
  new Command('calibrate')
    .description('fit the weights of unusual features, and measure the engine with them')
    .option('--data <folder>', 'the development data', pathInProject('../shared/data'))
    .action(async ({ data }: { data: string }) => {
      const sources = readSources(data);
      const held = heldByOwner(data);
      const letters = lettersOf(sources);
      const fitted = fitPoints(sources, held, { letters, words: indexWords(CANDIDATE_WORDS) });
      const draft = { threshold: 0, letters, points: grouped(fitted) };
      const threshold = thresholdOf(sources, held, modelFrom(draft));
      const file = pathInProject('src/policy/url/signs/weights.json');
      await writeFile(file, `${JSON.stringify({ ...draft, threshold }, null, 2)}\n`);
      say(`${fitted.length} weights, threshold ${threshold}: ${file}`);
      const { writeAccuracy } = await import('./accuracy.ts');
      say(await writeAccuracy(sources, held, curveOf(sources, held, modelFrom(draft), threshold)));
    }),
);
