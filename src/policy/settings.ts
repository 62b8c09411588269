/**
 * What a person and an administrator may decide. A choice for a context is one of three; absent
 * means "as the policy says".
 */
import * as v from 'valibot';
import { CATEGORIES } from './category.ts';
import { CONTEXTS } from './context.ts';

export const CHOICES = ['open', 'ask', 'block'] as const;

export type Choice = (typeof CHOICES)[number];

const ChoicePerContext = v.record(v.picklist(CONTEXTS), v.picklist(CHOICES));

export const PersonalSettingsSchema = v.object({
  contexts: v.optional(ChoicePerContext, {}),
  /** By category of destination, in every context; finer than `contexts`. */
  categories: v.optional(v.record(v.picklist(CATEGORIES), v.picklist(CHOICES)), {}),
  /** By id of the chat site; finest. */
  sites: v.optional(
    v.record(v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/)), v.picklist(CHOICES)),
    {},
  ),
});

export type PersonalSettings = v.InferOutput<typeof PersonalSettingsSchema>;

export const ManagedSettingsSchema = v.object({
  /** Hosts, each with its subdomains. */
  block: v.optional(v.array(v.string()), []),
  allow: v.optional(v.array(v.string()), []),
  /** Locked: the person's choice does not count in these contexts. */
  contexts: v.optional(ChoicePerContext, {}),
});

export type ManagedSettings = v.InferOutput<typeof ManagedSettingsSchema>;

export const NO_PERSONAL_SETTINGS: PersonalSettings = { contexts: {}, categories: {}, sites: {} };
export const NO_MANAGED_SETTINGS: ManagedSettings = { block: [], allow: [], contexts: {} };
