/** What a complaint form holds, and what of it would be sent. */
import type { Context } from '../../../policy/index.ts';
import type { ComplaintKind } from '../../../redress/index.ts';
import type { ComplaintDraft } from '../../messaging/protocol.ts';

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

export const COMMENT_LIMIT = 2000;

/** Longest address, in UTF-16 units, that can be complained of. */
export const ADDRESS_LIMIT = 8192;

export function isWebAddress(address: string): boolean {
  return /^https?:\/\//i.test(address) && URL.canParse(address);
}

export function canBeReported(address: string): boolean {
  return address.length <= ADDRESS_LIMIT && isWebAddress(address);
}

/** The address without what stands after its "?" or "#"; undefined where nothing does. */
export function withoutQuery(address: string): string | undefined {
  const shortened = address.replace(/[?#].*$/s, '');
  return shortened === address ? undefined : shortened;
}

/** Undefined as long as no kind is chosen. */
export function draftOf(
  form: { readonly kind: ComplaintKind | ''; readonly comment: string },
  link: { readonly address: string; readonly context: Context },
): ComplaintDraft | undefined {
  if (form.kind === '' || !canBeReported(link.address)) return undefined;
  return {
    address: link.address,
    kind: form.kind,
    context: link.context,
    comment: form.comment.trim().slice(0, COMMENT_LIMIT),
  };
}
