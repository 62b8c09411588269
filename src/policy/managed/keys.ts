/**
 * Every key of the managed settings: the one schema, from which come the parsing, the browsers'
 * policy files and the reference. What stands at the top holds; what stands under `recommended`
 * holds until the person chooses.
 */
import * as v from 'valibot';
import { CATEGORIES } from '../category.ts';
import { CONTEXTS } from '../context.ts';
import { CategoryRuleSchema } from '../policy.ts';
import { CHOICES, LANGUAGES, LOOKUP_MODES } from '../settings.ts';
import { SiteSchema } from '../site/site.ts';
import { StageSchema } from '../stage.ts';
import { LinkRulesSchema } from '../url/link-rules/link-rules.ts';
import { DestinationSchema, NamedHostSchema } from './destination.ts';
import { ownService } from './service.ts';
import {
  document,
  documents,
  type Form,
  fields,
  formsOf,
  list,
  map,
  mapById,
  oneOf,
  onOff,
  text,
  wholeNumber,
} from './shape.ts';

const SITE_ID = /^[a-z0-9-]{1,64}$/;

const SiteId = v.pipe(
  v.string('expected the id of a site'),
  v.regex(SITE_ID, 'expected the id of a site'),
);

const words = (limit: number) =>
  v.pipe(v.string('expected text'), v.trim(), v.nonEmpty('expected text'), v.maxLength(limit));

/** Where people are sent: a mail address, or a page that the browser opens. */
const Contact = v.pipe(
  words(200),
  v.check(
    (contact) => /^[^\s@]+@[^\s@]+$/.test(contact) || /^https:\/\/[^\s/]+/.test(contact),
    'expected a mail address or an https:// address',
  ),
);

/** Bytes of Base64; a picture of a few hundred pixels. */
const LONGEST_LOGO = 200_000;

const Logo = v.pipe(
  v.string('expected a data: address'),
  v.maxLength(LONGEST_LOGO),
  v.regex(
    /^data:image\/(?:png|jpeg|webp|svg\+xml);base64,[A-Za-z0-9+/]+={0,2}$/,
    'expected data:image/png, jpeg, webp or svg+xml in base64',
  ),
);

/**
 * Of a ruleset: the seconds since 1970 at which it was made, as a rule. More than this no policy
 * store holds as a whole number.
 */
const LAST_VERSION = 2 ** 31 - 1;

const preferences = {
  contexts: map(CONTEXTS, CHOICES),
  categories: map(CATEGORIES, CHOICES),
  sites: mapById(SITE_ID, CHOICES),
  hints: onOff(),
  lookups: oneOf(LOOKUP_MODES),
  language: oneOf(LANGUAGES),
};

export const MANAGED_KEYS = {
  /** Says that all of it has arrived. */
  format: wholeNumber(1, 1),
  organisation: fields({
    name: text(words(80)),
    text: text(words(500)),
    contact: text(Contact),
    logo: text(Logo),
  }),
  /** In the place of the package's. */
  service: ownService,
  ...preferences,
  recommended: fields(preferences),
  block: list(DestinationSchema, 1000),
  allow: list(DestinationSchema, 1000),
  /** By category and context; like a locked choice, and finer. */
  rules: documents(CategoryRuleSchema, 100),
  /** Before those of the ruleset. */
  stages: documents(StageSchema, 100),
  /** Whose names are protected against look-alikes, beside the packaged ones. */
  protectedBrands: list(NamedHostSchema, 1000),
  /** Wrappers and tracking parameters beside our own. */
  linkRules: document(LinkRulesSchema),
  customSites: documents(SiteSchema, 50),
  sitesOff: list(SiteId, 64),
  /** Nothing is stopped, and what would be is told. */
  reportOnly: onOff(),
  /** Whether anybody goes on from a gate. */
  proceed: onOff(),
  /** Whether exceptions count, and are offered. */
  exceptions: onOff(),
  /** Whether the person's own sites count. */
  ownSites: onOff(),
  /** Whether links can be complained of. */
  complaints: onOff(),
  /** Whether counts go to the service of the organisation's own, once a day. */
  fleet: onOff(),
  /** Whether a report of what is in force can be copied. */
  diagnostics: onOff(),
  /** No ruleset above this version is taken. */
  rulesetVersion: wholeNumber(1, LAST_VERSION),
} as const;

export type ManagedKey = keyof typeof MANAGED_KEYS;

/** What a policy store has to hold for each key. */
export const MANAGED_FORMS: Readonly<Record<string, Form>> = formsOf(MANAGED_KEYS);
