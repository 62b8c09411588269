/** A receipt, and what has become of it, as a page without scripts. */
import { html } from 'hono/html';
import {
  type ComplaintCaseResponse,
  ENDPOINTS,
  type FileComplaintResponse,
  type PublicRuling,
} from '../../wire/index.ts';
import type { Markup } from './layout.ts';
import type { Speech } from './words.ts';

export function receivedBody(
  { language, say, at }: Speech,
  { receipt, notice }: FileComplaintResponse,
): Markup {
  return html`<div class="card">
<p>${say('complain_done')}</p>
<p class="receipt">${receipt}</p>
${notice === undefined ? '' : html`<p class="care">${say(`complain_${notice.kind}`, { day: at(notice.until) })}</p>`}
<form method="post" action="/plain/follow">
<input type="hidden" name="lang" value="${language}">
<input type="hidden" name="receipt" value="${receipt}">
<button>${say('complain_follow')}</button>
</form>
</div>`;
}

export function storyBody(speech: Speech, story: ComplaintCaseResponse): Markup {
  const { say, at } = speech;
  const { receipt, kind, state, stage, receivedAt, place, usualHours, rulings, mayAppeal } = story;
  return html`<dl class="card">
<dt>${say('follow_receipt')}</dt><dd>${receipt}</dd>
<dt>${say('follow_state')}</dt><dd><strong>${say(`state_${state}`)}</strong></dd>
<dt>${say('follow_stage')}</dt><dd>${say(`stage_${stage}`)}</dd>
<dt>${say('field_kind')}</dt><dd>${say(`kind_${kind}`)}</dd>
<dt>${say('follow_received_at')}</dt><dd>${at(receivedAt)}</dd>
${place === undefined ? '' : html`<dt>${say('follow_place')}</dt><dd>${place}</dd>`}
${usualHours === undefined ? '' : html`<dt>${say('follow_usual')}</dt><dd>${say('follow_usual_hours', usualHours)}</dd>`}
</dl>
${rulings.map((ruling) => rulingPart(speech, ruling))}
${mayAppeal === undefined ? '' : html`<p class="card">${say('plain_appeal')}</p>`}`;
}

function rulingPart({ say, at }: Speech, ruling: PublicRuling): Markup {
  const { id, reasons, publishedAt, liftedAt, isInForce } = ruling;
  const { measure, scope, facts, ground, until } = reasons;
  const what =
    measure.kind === 'list'
      ? say('reasons_listed', {
          violation: say(`violation_${measure.violation}`),
          severity: say(`severity_${measure.severity}`),
        })
      : say(`measure_${measure.kind}`);
  const standing = [
    ...(publishedAt === undefined ? [] : [say('case_published_at', { at: at(publishedAt) })]),
    ...(measure.kind === 'none'
      ? []
      : [say(isInForce ? 'follow_in_force' : 'follow_not_in_force')]),
    ...(liftedAt === undefined ? [] : [say('case_lifted_at', { at: at(liftedAt) })]),
  ];
  return html`<section class="card">
<h2>${say('follow_rulings')}</h2>
<p>${standing.join(' · ')}</p>
<dl>
<dt>${say('reasons_measure')}</dt><dd>${what}</dd>
<dt>${say('reasons_scope')}</dt><dd>${say(`scope_${scope}`)}</dd>
<dt>${say('reasons_facts')}</dt><dd><bdi>${facts}</bdi></dd>
<dt>${say('reasons_ground')}</dt><dd>${say(`ground_${ground.kind}`)}: <bdi>${ground.kind === 'unlawful' ? `${ground.law}: ${ground.explanation}` : ground.explanation}</bdi></dd>
<dt>${say('reasons_until')}</dt><dd>${until === undefined ? say('reasons_no_end') : at(until)}</dd>
</dl>
<p><a href="${ENDPOINTS.statements}/${id}.json">${say('reasons_signed')}</a></p>
</section>`;
}
