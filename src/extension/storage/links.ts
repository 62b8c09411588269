/** The links that are kept until the browser closes: stopped, at a gate, or handed from a menu to a page. */
import * as v from 'valibot';
import { ACTIONS, CONTEXTS } from '../../policy/index.ts';
import { defineItem } from './item.ts';
import { by, Count, Instant, listBy } from './parsers.ts';

export const KeptLinkSchema = v.object({
  site: v.string(),
  href: v.string(),
  text: v.string(),
  context: v.picklist(CONTEXTS),
  /** Key of the conversation; missing where nothing told it. */
  conversation: v.optional(v.string()),
});

export type KeptLink = v.InferOutput<typeof KeptLinkSchema>;

const StoppedBatchSchema = v.object({
  /** Milliseconds since the epoch. */
  at: Instant,
  /** Of links, as JSON text. */
  links: v.string(),
});

/** Links that are stopped in a page, kept for the session under `stopped-<batch>`. */
export const parseStoppedBatch = by(StoppedBatchSchema);

/** From the text of a batch: by the number in their sentinel addresses. */
export const parseKeptLinks = by(v.pipe(v.string(), v.parseJson(), v.array(KeptLinkSchema)));

const GateSchema = v.object({
  id: v.string(),
  /** Null until the gate's tab is known. */
  tabId: v.nullable(v.number()),
  link: KeptLinkSchema,
  /** What the gate said last; missing until it was asked for. */
  shown: v.optional(v.picklist(ACTIONS)),
  /** Set where no link was pressed: the net stopped a page, or it was seen on its way. */
  met: v.optional(v.picklist(['blocked', 'opened'])),
});

export type Gate = v.InferOutput<typeof GateSchema>;

/** Which link each open gate stands for, oldest first. */
export const gates = defineItem<readonly Gate[]>('gates', {
  area: 'session',
  fallback: [],
  parse: listBy(GateSchema),
});

/** Makes the keys of conversations; empty until it is made. */
export const conversationSecret = defineItem('conversation-secret', {
  area: 'session',
  fallback: '',
  parse: by(v.string()),
});

const HandedLinkSchema = v.object({ href: v.string(), text: v.string(), site: v.string() });

/** A link on its way from a menu to "try a link". */
export const handedLink = defineItem<v.InferOutput<typeof HandedLinkSchema> | null>('handed-link', {
  area: 'session',
  fallback: null,
  parse: by(v.nullable(HandedLinkSchema)),
});

const ComplaintSubjectSchema = v.object({ address: v.string(), context: v.picklist(CONTEXTS) });

/** A link on its way from a menu to the form of a complaint. */
export const complaintSubject = defineItem<v.InferOutput<typeof ComplaintSubjectSchema> | null>(
  'complaint-subject',
  { area: 'session', fallback: null, parse: by(v.nullable(ComplaintSubjectSchema)) },
);

const GateInViewSchema = v.object({ tabId: Count, href: v.string(), isShown: v.boolean() });

/** Tabs in which a gate stands, or soon will, for an address that was met on the way. */
export const gatesInView = defineItem<readonly v.InferOutput<typeof GateInViewSchema>[]>(
  'gates-in-view',
  { area: 'session', fallback: [], parse: listBy(GateInViewSchema) },
);
