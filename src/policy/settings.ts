/**
 * What a person and an administrator may decide. A choice for a context is one of three; absent
 * means "as the policy says".
 */
import * as v from 'valibot';
import { CATEGORIES } from './category.ts';
import { CONTEXTS } from './context.ts';
import { registrableDomain, withoutTrailingDots } from './url/host.ts';
import { LinkRulesSchema } from './url/link-rules/link-rules.ts';

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

const SHOWN_ENTRY = 100;

/** A host as it is compared: ASCII, lower-case. An entry that could match nothing is refused. */
const ManagedHostSchema = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const host = managedHost(dataset.value);
    if (host !== undefined) return host;
    const shown = dataset.value.slice(0, SHOWN_ENTRY);
    addIssue({ message: `"${shown}": expected a host alone, like example.com` });
    return NEVER;
  }),
);

/** Of an IP address or a public suffix no name could be protected. */
const ProtectedHostSchema = v.pipe(
  ManagedHostSchema,
  v.check(
    (host) => registrableDomain(host) !== undefined,
    ({ input }) => `"${input}": expected a host with a registered name`,
  ),
);

/** Strict: a misspelt name of a list would else be a list that is not in force. */
export const ManagedSettingsSchema = v.strictObject({
  /** Hosts, each with its subdomains. */
  block: v.optional(v.array(ManagedHostSchema), []),
  allow: v.optional(v.array(ManagedHostSchema), []),
  /** Whose names are protected against look-alikes, beside the packaged ones. */
  protectedBrands: v.optional(v.array(ProtectedHostSchema)),
  /** Locked: the person's choice does not count in these contexts. */
  contexts: v.optional(ChoicePerContext, {}),
  /** Wrappers and tracking parameters beside our own. */
  linkRules: v.optional(LinkRulesSchema),
});

export type ManagedSettings = v.InferOutput<typeof ManagedSettingsSchema>;

export const NO_PERSONAL_SETTINGS: PersonalSettings = { contexts: {}, categories: {}, sites: {} };
export const NO_MANAGED_SETTINGS: ManagedSettings = { block: [], allow: [], contexts: {} };

/** Undefined for what says more than a host (a scheme, a port, a path) or is none. */
function managedHost(entry: string): string | undefined {
  // An entry stands for its subdomains anyway, so both ways of writing that are the host.
  const host = withoutTrailingDots(entry.trim()).replace(/^(?:\*\.|\.)/, '');
  const isIpv6 = /^\[[0-9a-f:.]+\]$/i.test(host);
  if (!isIpv6 && /[\s/\\?#@:%]/.test(host)) return undefined;
  const address = `http://${host}/`;
  if (!URL.canParse(address)) return undefined;
  const { hostname } = new URL(address);
  return isIpv6 || /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/.test(hostname) ? hostname : undefined;
}
