/** What comes of the administrator's settings, the person's and the policy: each value and whose it is. */
import { act, decidedBy } from '../act.ts';
import type { Category } from '../category.ts';
import {
  CHOSEN_CATEGORIES,
  type ChosenCategory,
  chosenCategory,
  partsOfChosen,
} from '../chosen-category.ts';
import type { ActInput } from '../claim.ts';
import { CONTEXTS, type Context } from '../context.ts';
import type { Language, LookupMode, PersonalSettings } from '../settings.ts';
import type { TraceStep } from '../trace.ts';
import type { Understanding } from '../understand.ts';
import { MANAGED_FORMS } from './keys.ts';
import type { ManagedSettings } from './managed.ts';

export type EffectiveSource = 'managed' | 'personal' | 'recommended' | 'policy' | 'usual';

export interface EffectiveValue {
  /** Dotted, like `contexts.group`. */
  readonly key: string;
  /** What holds; an action where the key is a choice. Null for nothing. */
  readonly value: unknown;
  readonly source: EffectiveSource;
}

export interface EffectiveFacts
  extends Pick<ActInput, 'policy' | 'personal' | 'managed' | 'now' | 'version' | 'share'> {
  /** The person's own; null where none was chosen. */
  readonly hints: boolean | null;
  readonly lookups: LookupMode | null;
  readonly language: Language | null;
}

interface Preferences {
  readonly hints: boolean;
  readonly lookups: LookupMode;
  readonly language: Language;
}

/** Switches that are on only where somebody turns them on. */
const OFF_AS_USUAL: ReadonlySet<string> = new Set(['reportOnly', 'fleet']);

const USUAL: Preferences = { hints: true, lookups: 'real-time', language: 'browser' };

/** In the order of the managed keys. */
export function effectivePolicy(facts: EffectiveFacts): readonly EffectiveValue[] {
  return Object.keys(MANAGED_FORMS).flatMap((key) => rowsOf(key, facts));
}

/** One preference: locked, else the person's own, else recommended, else as usual. */
export function effectivePreference<K extends keyof Preferences>(
  key: K,
  { managed, own }: { readonly managed: ManagedSettings; readonly own: Preferences[K] | null },
): EffectiveValue & { readonly value: Preferences[K] } {
  const locked: Partial<Preferences> = managed;
  const recommended: Partial<Preferences> = managed.recommended ?? {};
  const sources: readonly (readonly [EffectiveSource, Preferences[K] | undefined])[] = [
    ['managed', locked[key]],
    ['personal', own ?? undefined],
    ['recommended', recommended[key]],
  ];
  for (const [source, value] of sources) if (value !== undefined) return { key, value, source };
  return { key, value: USUAL[key], source: 'usual' };
}

function rowsOf(key: string, facts: EffectiveFacts): readonly EffectiveValue[] {
  const { managed, personal } = facts;
  switch (key) {
    case 'recommended':
      // Stands where it counts: with the preference.
      return [];
    case 'contexts':
      return CONTEXTS.map((context) => choiceRow(`contexts.${context}`, facts, { context }));
    case 'categories': {
      const set = { ...managed.recommended?.categories, ...personal.categories };
      const named = { ...set, ...managed.categories };
      return CHOSEN_CATEGORIES.filter((chosen) => named[chosen] !== undefined).map((chosen) =>
        choiceRow(`categories.${chosen}`, facts, placeOf(chosen, personal)),
      );
    }
    case 'sites': {
      const sites = { ...managed.recommended?.sites, ...personal.sites, ...managed.sites };
      return Object.keys(sites).map((site) => choiceRow(`sites.${site}`, facts, { site }));
    }
    case 'hints':
      return [effectivePreference('hints', { managed, own: facts.hints })];
    case 'lookups':
      return [effectivePreference('lookups', { managed, own: facts.lookups })];
    case 'language':
      return [effectivePreference('language', { managed, own: facts.language })];
    default:
      return [managedRow(key, managed)];
  }
}

/** For every context: one in which nothing finer was chosen. */
function placeOf(chosen: ChosenCategory, { categories }: PersonalSettings) {
  const { category, context } = partsOfChosen(chosen);
  const others = CONTEXTS.filter((one) => categories[chosenCategory(category, one)] === undefined);
  return { category, context: context ?? others.at(-1) ?? 'unknown' };
}

/** By the engine itself, on a link of which nothing is known but this. */
function choiceRow(
  key: string,
  { hints: _, lookups: __, language: ___, managed, ...facts }: EffectiveFacts,
  at: { readonly context?: Context; readonly category?: Category; readonly site?: string },
): EffectiveValue {
  // What holds is told beside it that it is only reported.
  const { reportOnly: ____, ...held } = managed;
  const { action, trace } = act({
    ...facts,
    managed: held,
    link: ordinaryLink(at.category),
    verdict: { kind: 'unlisted', source: { via: 'ruleset', rulesetVersion: 0 } },
    grade: 'unrated',
    context: at.context ?? 'unknown',
    site: at.site ?? '',
    exceptions: [],
  });
  return { key, value: action, source: sourceOf(decidedBy(trace)) };
}

function sourceOf(step: TraceStep | undefined): EffectiveSource {
  if (step?.source === 'personal') return 'personal';
  if (step?.source !== 'managed') return 'policy';
  return step.rule.startsWith('recommended-') ? 'recommended' : 'managed';
}

function managedRow(key: string, managed: Readonly<Record<string, unknown>>): EffectiveValue {
  const value = managed[key];
  const isSet = value !== undefined && !(Array.isArray(value) && value.length === 0);
  if (isSet) return { key, value, source: 'managed' };
  const usual = MANAGED_FORMS[key]?.kind === 'switch' ? !OFF_AS_USUAL.has(key) : null;
  return { key, value: usual, source: 'usual' };
}

/** A link on which nothing is to be seen, and of which nothing is known but its kind. */
export function ordinaryLink(category?: Category): Understanding {
  return {
    input: '',
    canonical: undefined,
    problem: undefined,
    hops: [],
    opaque: undefined,
    destination: undefined,
    removed: [],
    signs: [],
    provider:
      category === undefined
        ? undefined
        : { id: '', name: { en: '', zh: '' }, category, hosts: [], shareHosts: [] },
    carries: undefined,
    addresses: [],
  };
}
