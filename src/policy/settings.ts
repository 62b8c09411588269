/**
 * What a person may decide; an administrator's part is in `managed`. A choice is one of three;
 * absent means "as the policy says".
 */
import * as v from 'valibot';
import { CHOSEN_CATEGORIES, type ChosenCategory } from './chosen-category.ts';
import { CONTEXTS } from './context.ts';

export const CHOICES = ['open', 'ask', 'block'] as const;

export type Choice = (typeof CHOICES)[number];

export const ChosenCategorySchema = v.custom<ChosenCategory>(
  (value) => CHOSEN_CATEGORIES.some((one) => one === value),
  'expected a category, alone or as in shopping/group',
);

const ChoicePerContext = v.record(v.picklist(CONTEXTS), v.picklist(CHOICES));

export const PersonalSettingsSchema = v.object({
  contexts: v.optional(ChoicePerContext, {}),
  /** By category of destination, in every context or in one; finer than `contexts`. */
  categories: v.optional(v.record(ChosenCategorySchema, v.picklist(CHOICES)), {}),
  /** By id of the chat site; finest. */
  sites: v.optional(
    v.record(v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/)), v.picklist(CHOICES)),
    {},
  ),
});

export type PersonalSettings = v.InferOutput<typeof PersonalSettingsSchema>;

/**
 * What the service is asked about links: nothing, only what the local ruleset does not rule out, or
 * every link.
 */
export const LOOKUP_MODES = ['local-only', 'on-local-hit', 'real-time'] as const;

export type LookupMode = (typeof LOOKUP_MODES)[number];

/** The browser's own, or one of those that the package has words in: folders of `_locales`. */
export const LANGUAGES = ['browser', 'en', 'zh_CN', 'zh_TW'] as const;

export type Language = (typeof LANGUAGES)[number];

export const NO_PERSONAL_SETTINGS: PersonalSettings = { contexts: {}, categories: {}, sites: {} };
