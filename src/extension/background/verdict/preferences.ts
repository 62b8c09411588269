/** What a person can choose, what is locked, and what comes of it on sample links. */
import {
  act,
  type Choice,
  type ChosenCategory,
  CONTEXTS,
  type Context,
  type Decision,
  decidedBy,
  gradeOf,
  judge,
  understand,
} from '../../../policy/index.ts';
import type { PreferencesView, SampleView } from '../../messaging/options.ts';
import type { PopupView } from '../../messaging/protocol.ts';
import * as settings from '../../storage/settings.ts';
import { broadcastChange } from '../broadcast.ts';
import { viewHints } from '../sites/page-setup.ts';
import { choicesNow } from './choices.ts';
import { type Circumstances, circumstances } from './circumstances.ts';
import { reasonOf } from './reason.ts';
import { SAMPLES, type Sample } from './samples.ts';

/** `site`: the chat in which the samples stand; '' for none in particular. */
export async function viewPreferences({ site }: { site: string }): Promise<PreferencesView> {
  const [choices, hints, around] = await Promise.all([choicesNow(), viewHints(), circumstances()]);
  const { personal, managed, policy } = around;
  return {
    contexts: choices,
    policy: policy.id,
    categories: personal.categories,
    sites: personal.sites,
    locked: { categories: managed.categories ?? {}, sites: managed.sites ?? {} },
    hints,
    organisation: managed.organisation?.name,
    isReportOnly: managed.reportOnly === true,
    samples: SAMPLES.map((sample) => viewOf(sample, site, around)),
  };
}

/** Null takes the choice back. */
export async function chooseForCategory({
  category,
  choice,
}: {
  category: ChosenCategory;
  choice: Choice | null;
}): Promise<void> {
  await settings.personal.update((before) => ({
    ...before,
    categories: withEntry(before.categories, category, choice),
  }));
  void broadcastChange();
}

export async function chooseForSite({
  id,
  choice,
}: {
  id: string;
  choice: Choice | null;
}): Promise<void> {
  await settings.personal.update((before) => ({
    ...before,
    sites: withEntry(before.sites, id, choice),
  }));
  void broadcastChange();
}

/** What happens in a conversation with an ordinary link, the sample of a shop, and what decided it. */
export async function ordinaryAt(at: {
  site: string;
  context: Context;
}): Promise<NonNullable<PopupView['ordinary']>> {
  const sample = SAMPLES.find(({ id }) => id === 'shop');
  if (sample === undefined) throw new TypeError('ordinaryAt: the sample is there');
  const decision = decideSample(sample, at.site, await circumstances())(at.context);
  return {
    action: decision.action,
    reason: reasonOf(decision),
    by: decidedBy(decision.trace),
  };
}

function viewOf(sample: Sample, site: string, around: Circumstances): SampleView {
  const decide = decideSample(sample, site, around);
  return {
    id: sample.id,
    address: sample.address,
    actions: perContext((context) => {
      const decision = decide(context);
      return { action: decision.action, reason: reasonOf(decision), trace: decision.trace };
    }),
  };
}

function decideSample(
  { address, listing }: Sample,
  site: string,
  { grades, ...around }: Circumstances,
): (context: Context) => Decision {
  const link = understand(address, { site });
  const verdict = judge(link, listing);
  const grade = gradeOf(grades, link.provider?.id);
  // What a person once let through has no say on a sample.
  return (context) => act({ ...around, exceptions: [], link, verdict, grade, context, site });
}

function withEntry<T extends Readonly<Record<string, Choice | undefined>>>(
  before: T,
  key: keyof T & string,
  choice: Choice | null,
): T {
  const others = Object.entries(before).filter(([name]) => name !== key);
  return Object.fromEntries(choice === null ? others : [...others, [key, choice]]) as T;
}

export function perContext<T>(make: (context: Context) => T): Readonly<Record<Context, T>> {
  return Object.fromEntries(CONTEXTS.map((context) => [context, make(context)])) as Record<
    Context,
    T
  >;
}
