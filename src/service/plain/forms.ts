/** The forms of the pages without scripts, and what is typed into them. */
import { html } from 'hono/html';
import * as v from 'valibot';
import { CONTEXTS } from '../../policy/index.ts';
import {
  ADDRESS_LIMIT,
  COMMENT_LIMIT,
  COMPLAINT_KINDS,
  type Complaint,
  ComplaintSchema,
} from '../../redress/index.ts';
import type { Markup } from './layout.ts';
import type { PlainKey, Speech } from './words.ts';

export type Typed = Readonly<Record<string, string>>;

/** Undefined where it would not be taken. */
export function complaintOf({
  address = '',
  kind,
  context,
  comment = '',
}: Typed): Complaint | undefined {
  const result = v.safeParse(ComplaintSchema, {
    ...{ address: address.trim(), kind, context },
    // A form's lines end in two characters, of which one was typed.
    comment: comment.replaceAll('\r\n', '\n').trim(),
    rulesetVersion: 0,
  });
  return result.success ? result.output : undefined;
}

export function complaintForm({ language, say }: Speech, typed: Typed): Markup {
  const { address = '', kind = '', context = 'unknown', comment = '' } = typed;
  const choices = (family: 'kind' | 'context', values: readonly string[], chosen: string) =>
    values.map(
      (value) =>
        html`<option value="${value}" ${value === chosen ? 'selected' : ''}>${say(`${family}_${value}` as PlainKey)}</option>`,
    );
  return html`<form class="card" method="post" action="/plain/complaint">
<input type="hidden" name="lang" value="${language}">
<label>${say('complain_address')} <small>${say('complain_address_note')}</small>
<input name="address" type="url" required maxlength="${ADDRESS_LIMIT}" value="${address}" autocomplete="off"></label>
<label>${say('complain_kind')}
<select name="kind" required><option value="">${say('complain_choose')}</option>${choices('kind', COMPLAINT_KINDS, kind)}</select></label>
<label>${say('complain_context')}
<select name="context">${choices('context', CONTEXTS, context)}</select></label>
<label>${say('complain_comment')}
<textarea name="comment" rows="4" maxlength="${COMMENT_LIMIT}">${comment}</textarea></label>
<p class="quiet">${say('plain_sends')}</p>
<button>${say('complain_send')}</button>
</form>`;
}

export function followForm({ language, say }: Speech, receipt: string): Markup {
  return html`<form class="card" method="post" action="/plain/follow">
<h2>${say('follow_title')}</h2>
<p>${say('follow_lead')}</p>
<input type="hidden" name="lang" value="${language}">
<label>${say('follow_receipt')}
<input name="receipt" required maxlength="100" value="${receipt}" autocomplete="off" spellcheck="false"></label>
<button>${say('follow_show')}</button>
</form>`;
}
