/**
 * A web chat client as data: how to tell it, where its messages stand, and what tells in which kind
 * of conversation. Selectors and small patterns, never code, so that an administrator's or a
 * person's own site is of the same shape as the built-in ones and can do no more.
 *
 * A pattern is compared with a whole text: `*` stands for any characters, `?` for one, and where a
 * pattern is to pick something out, `{}` for what is picked.
 */
import * as v from 'valibot';
import { CodedError } from '../coded-error.ts';
import { CONTEXTS } from '../context.ts';
import { type Fault, faultsBy } from '../fault.ts';

/** How much a clue is worth: `sure` where the client itself says so, `hint` where it often holds. */
export const CERTAINTIES = ['hint', 'likely', 'sure'] as const;

export type Certainty = (typeof CERTAINTIES)[number];

const LONGEST_SELECTOR = 1_000;
const LONGEST_PATTERN = 200;

/** Whether a browser can read it is known only in a page; there, one that it cannot finds nothing. */
const Selector = v.pipe(v.string(), v.maxLength(LONGEST_SELECTOR));
const NeededSelector = v.pipe(Selector, v.nonEmpty('expected a selector'));
const AttributeName = v.pipe(
  v.string(),
  v.regex(/^[a-z][a-z0-9_:-]{0,63}$/, 'expected the name of an attribute, like data-id'),
);
const Pattern = v.pipe(v.string(), v.nonEmpty(), v.maxLength(LONGEST_PATTERN));
const Picking = v.pipe(
  Pattern,
  v.check((pattern) => pattern.split('{}').length === 2, 'expected {} once, for what is picked'),
);

/** Which pattern means which kind; the first that fits, in the order written. */
const Meanings = v.pipe(
  v.record(Pattern, v.picklist(CONTEXTS)),
  v.check((meanings) => Object.keys(meanings).length <= 32, 'expected 32 patterns at most'),
);

const ofEveryClue = {
  certainty: v.exactOptional(v.picklist(CERTAINTIES), 'sure'),
  /** Says `direct`, but of a bot or an official account it would say the same. */
  mayBeBot: v.exactOptional(v.boolean(), false),
};

/**
 * Somewhere text is read: an element, and its attribute; without one, what it says. `like` picks a
 * part of it.
 */
const Reading = v.strictObject({
  selector: NeededSelector,
  attribute: v.exactOptional(AttributeName),
  like: v.exactOptional(Picking),
});

const ClueSchema = v.variant('at', [
  /** An element around the link is there: the link itself, its message, its list or beyond. */
  v.strictObject({
    at: v.literal('around'),
    selector: NeededSelector,
    context: v.picklist(CONTEXTS),
    ...ofEveryClue,
  }),
  /** An attribute of the nearest such element around the link. */
  v.strictObject({
    at: v.literal('around-attribute'),
    selector: NeededSelector,
    attribute: AttributeName,
    is: Meanings,
    ...ofEveryClue,
  }),
  /** An element is somewhere in the page, such as in its header. */
  v.strictObject({
    at: v.literal('page'),
    selector: NeededSelector,
    context: v.picklist(CONTEXTS),
    ...ofEveryClue,
  }),
  /** An attribute of the first such element of the page. */
  v.strictObject({
    at: v.literal('page-attribute'),
    selector: NeededSelector,
    attribute: AttributeName,
    is: Meanings,
    ...ofEveryClue,
  }),
  /** The page's own path with its fragment, like `/channels/@me/17` or `/a/#-100`. */
  v.strictObject({ at: v.literal('address'), is: Meanings, ...ofEveryClue }),
  /**
   * A conversation's id is read around the link, and its kind from an entry elsewhere in the page,
   * such as a sidebar; entries that were seen once are remembered.
   */
  v.strictObject({
    at: v.literal('directory'),
    id: Reading,
    /** With `$id` in the place of the id. */
    entry: NeededSelector,
    attribute: AttributeName,
    is: Meanings,
    ...ofEveryClue,
  }),
]);

export type Clue = v.InferOutput<typeof ClueSchema>;

const Text = v.pipe(v.string(), v.nonEmpty(), v.maxLength(64));

const Host = v.pipe(
  v.string(),
  v.regex(
    /^(?:\*\.)?(?:[a-z0-9-]+\.)*[a-z0-9-]+$|^\[[0-9a-f:.]+\]$/,
    'expected a host like chat.example.com, or *.example.com for those below it',
  ),
);

export const SiteSchema = v.strictObject({
  id: v.pipe(
    v.string(),
    v.regex(/^[a-z0-9-]{1,64}$/, 'expected lower-case letters, digits and hyphens'),
  ),
  name: v.strictObject({ en: Text, zh: Text, zhTW: v.exactOptional(Text) }),
  /** Hosts that serve this client; empty for self-hosted ones, known by fingerprint alone. */
  hosts: v.exactOptional(v.pipe(v.array(Host), v.maxLength(32)), []),
  /** Patterns of the paths at which its chat lives; empty for all. */
  paths: v.exactOptional(v.pipe(v.array(Pattern), v.maxLength(16)), []),
  /** Its chat may also stand over pages at other paths: it does where its fingerprint is. */
  mayOverlay: v.exactOptional(v.boolean(), false),
  /** Something that only this client has; the site is recognised when it appears. */
  fingerprint: NeededSelector,
  /** The lists that hold messages. */
  list: NeededSelector,
  /** One utterance in a list; `*` where utterances have no mark of their own. */
  message: v.exactOptional(NeededSelector, '*'),
  /** The attribute in which a message holds its own id, or where that is read; '' for none. */
  messageId: v.exactOptional(v.union([v.literal(''), AttributeName, Reading]), ''),
  /** Around a link of a message that the person sent, or somebody else; '' where nothing tells. */
  own: v.exactOptional(Selector, ''),
  other: v.exactOptional(Selector, ''),
  /** A part of a message that repeats another one: whose it is, is not known. */
  quoted: v.exactOptional(Selector, ''),
  /** Who sent a message, read in it; two others prove a group. */
  sender: v.exactOptional(Reading),
  /** What is read there where it is the person, like "You"; whoever else is read is not. */
  you: v.exactOptional(v.pipe(v.array(Text), v.maxLength(32)), []),
  /** Which conversation it is, where one list shows several, one after the other. */
  conversation: v.exactOptional(Reading),
  /** What tells the kind of conversation. */
  clues: v.exactOptional(v.pipe(v.array(ClueSchema), v.maxLength(32)), []),
  link: v.exactOptional(NeededSelector, 'a,area'),
  /** What is never a message's link, wherever it stands. */
  exclude: v.exactOptional(Selector, ''),
  /** Where the person writes; '' where any editable element counts. */
  composer: v.exactOptional(Selector, ''),
  /** Attributes of a link in which its address stands a second time. */
  alsoHolds: v.exactOptional(v.pipe(v.array(AttributeName), v.maxLength(8)), []),
  /** Paths on the client's own host that only redirect: what it wraps its messages' links in. */
  wrappers: v.exactOptional(v.pipe(v.array(Pattern), v.maxLength(8)), []),
  /** How well these facts are known, all in all. */
  certainty: v.exactOptional(v.picklist(CERTAINTIES), 'likely'),
  /** ISO date on which they were last held against the client or its source. */
  lastVerified: v.pipe(v.string(), v.isoDate('expected a date like 2026-11-20')),
  /** Addresses that a person can open to try it. */
  tryOn: v.exactOptional(
    v.pipe(v.array(v.pipe(v.string(), v.url('expected a web address'))), v.maxLength(8)),
    [],
  ),
});

export type Site = v.InferOutput<typeof SiteSchema>;
/** With what has a default left out. */
export type SiteDefinition = v.InferInput<typeof SiteSchema>;

/** Empty for a definition that is in order. */
export function faultsOf(value: unknown): readonly Fault[] {
  return faultsBy(SiteSchema, value);
}

/** Throws `bad-site` naming the place and what was expected there. */
export function parseSite(value: unknown): Site {
  const result = v.safeParse(SiteSchema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new CodedError('bad-site', `site: ${v.getDotPath(issue) ?? 'document'}: ${issue.message}`);
}
