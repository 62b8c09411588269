/** What the complaint form holds, and what of it would be sent. */
import * as v from 'valibot';
import {
  ADDRESS_LIMIT,
  COMMENT_LIMIT,
  type Complaint,
  type ComplaintKind,
  ComplaintSchema,
} from '../../../redress/index.ts';

/** In the order of the form: the three that most complaints are about come first. */
export const KINDS = [
  'harassment',
  'fraud',
  'inducement',
  'marketing',
  'privacy',
  'unlawful',
  'phishing',
  'malware',
  'wrongly-stopped',
] as const satisfies readonly ComplaintKind[];

export interface Form {
  readonly address: string;
  readonly kind: string;
  readonly context: string;
  readonly comment: string;
}

export const LIMITS = { address: ADDRESS_LIMIT, comment: COMMENT_LIMIT } as const;

/** Undefined as long as it would not be taken. */
export function draftOf(form: Form): Complaint | undefined {
  const result = v.safeParse(ComplaintSchema, {
    address: form.address.trim(),
    kind: form.kind,
    context: form.context,
    comment: form.comment.trim(),
    rulesetVersion: 0,
  });
  return result.success ? result.output : undefined;
}

export function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text.trim()) && URL.canParse(text.trim());
}
