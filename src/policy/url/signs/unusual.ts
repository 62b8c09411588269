/**
 * Weighs what is unusual about an address: a points table fitted by logistic regression, as
 * docs/accuracy.md tells. Never one thing alone: form (an ending, a length) counts only beside
 * something that was written there, and it takes two such things, or one and two of form.
 */
import { type Feature, type FeatureKind, featuresOf } from './features.ts';
import type { HostParts } from './host-parts.ts';
import type { Model } from './model.ts';

export interface Unusual {
  readonly points: number;
  /** Those that speak against it, the weightiest first. */
  readonly features: readonly Feature[];
}

/** An address may have any of these for no reason but its owner's purse or taste. */
const FORM: ReadonlySet<string> = new Set<FeatureKind>([
  'ending',
  'tenant',
  'hyphens',
  'labels',
  'length',
]);

const NOTHING: Unusual = { points: 0, features: [] };
const MOST_TOLD = 5;

/** What was written there must weigh so much: more than one ordinary word does. */
const LEAST_CONTENT = 12;

/** All points of an unusual address; none where there is little but its form, or only one thing about it. */
export function weigh(address: URL, parts: HostParts | undefined, model: Model): Unusual {
  const features = featuresOf(address, parts, model);
  const points = sum(features, model);
  if (points < model.threshold) return NOTHING;
  const against = features.filter((feature) => worth(feature, model) > 0);
  const content = against.filter(
    (feature) => feature === 'labels:host' || !FORM.has(kindOf(feature)),
  );
  const isOneThing = kindsOf(content) < 2 && kindsOf(against) < 3;
  if (isOneThing || sum(content, model) < LEAST_CONTENT) return NOTHING;
  const weightiest = against.sort((a, b) => worth(b, model) - worth(a, model)).slice(0, MOST_TOLD);
  return { points, features: weightiest };
}

function worth(feature: Feature, { points }: Model): number {
  return points.get(feature) ?? 0;
}

function sum(features: readonly Feature[], model: Model): number {
  let all = 0;
  for (const feature of features) all += worth(feature, model);
  return all;
}

function kindsOf(features: readonly Feature[]): number {
  return new Set(features.map(kindOf)).size;
}

function kindOf(feature: Feature): string {
  return feature.slice(0, feature.indexOf(':'));
}
