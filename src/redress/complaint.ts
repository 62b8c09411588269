/**
 * A person's report that a link breaks the rules, or was wrongly stopped. It holds exactly what
 * its form showed: the address, the kind, the context, a comment; never a message's text, unless
 * the reporter pasted it as an excerpt or typed it as the comment.
 */
import * as v from 'valibot';
import { CONTEXTS, VIOLATIONS } from '../policy/index.ts';
import { WithoutNul, words } from './text.ts';

/** What is complained of: one of the violations, or a link that should have opened. */
export const COMPLAINT_KINDS = [...VIOLATIONS, 'wrongly-stopped'] as const;

export type ComplaintKind = (typeof COMPLAINT_KINDS)[number];

export const COMMENT_LIMIT = 2000;

/** Of a message that the reporter pastes. */
export const EXCERPT_LIMIT = 4000;

/** Longest address, in UTF-16 units, that is taken. */
export const ADDRESS_LIMIT = 8192;

export const NewFactSchema = words(COMMENT_LIMIT);

export const ComplaintSchema = v.strictObject({
  address: v.pipe(
    v.string(),
    v.maxLength(ADDRESS_LIMIT),
    v.regex(/^https?:\/\//i, 'expected an http or https address'),
    v.check((address) => URL.canParse(address), 'expected an address that parses'),
    WithoutNul,
  ),
  kind: v.picklist(COMPLAINT_KINDS),
  context: v.picklist(CONTEXTS),
  comment: v.pipe(v.string(), v.maxLength(COMMENT_LIMIT), WithoutNul),
  /** Version of the ruleset that was in force, 0 for none: tells which rule is complained of. */
  rulesetVersion: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  /** What the reporter pasted of the message, to show what they mean. */
  excerpt: v.exactOptional(words(EXCERPT_LIMIT)),
  /** What was not known when an earlier complaint of this kind was dismissed or lifted. */
  newFact: v.exactOptional(NewFactSchema),
});

export type Complaint = v.InferOutput<typeof ComplaintSchema>;

/** Where a complaint stands with the service. Clients of every version know exactly these four. */
export const COMPLAINT_STATES = ['received', 'in-review', 'upheld', 'dismissed'] as const;

export type ComplaintState = (typeof COMPLAINT_STATES)[number];
