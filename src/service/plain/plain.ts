/**
 * Complaining, and following a complaint, in a browser that runs no scripts. Without a script no
 * puzzle is solved, so a few complaints an hour are taken from one asker, and none where the
 * operator asks for a puzzle. What is filed twice is one complaint: its key is made of what it says.
 */
import { createHmac } from 'node:crypto';
import { Hono } from 'hono';
import { html } from 'hono/html';
import * as v from 'valibot';
import { TokenSchema } from '../../wire/index.ts';
import type { AppContext, AppEnv, AppOptions } from '../app-env.ts';
import { fileFrom } from '../desk/file-from.ts';
import { problemOf, Refusal } from '../problem.ts';
import type { Quotas } from '../quota.ts';
import { readForm } from '../read-json.ts';
import { type Reporter, reporterOf } from '../reporter.ts';
import { complaintStory } from '../routes/complaint-case.ts';
import { figuresIn } from '../routes/figures.ts';
import { newSecret } from '../sign-in/secrets.ts';
import { complaintForm, complaintOf, followForm, type Typed } from './forms.ts';
import { showPlain } from './layout.ts';
import { receivedBody, storyBody } from './story.ts';
import { type PlainKey, type Speech, speechFor } from './words.ts';

/** Room for the longest address and comment, each character as nine. */
const MAX_BYTES = 128 * 1024;

export function createPlain(options: AppOptions, quotas: Quotas): Hono<AppEnv> {
  const plain = new Hono<AppEnv>();
  const figures = figuresIn(options);
  plain.get('/', (context) => showStart(context, speechOf(context), {}));
  plain.post('/complaint', ownForm, quotas.guard('plainComplaints', 'never'), (context) =>
    takePlainComplaint(context, options),
  );
  plain.post('/follow', ownForm, quotas.guard('lookups', 'never'), async (context) => {
    const typed = await readForm(context, MAX_BYTES);
    const speech = speechOf(context, typed.lang);
    const receipt = v.safeParse(TokenSchema, (typed.receipt ?? '').trim());
    const story = receipt.success
      ? await complaintStory(receipt.output, options, figures)
      : undefined;
    const title = speech.say('follow_title');
    if (story !== undefined) {
      return showPlain(context, speech, { title, body: storyBody(speech, story) });
    }
    const words = receipt.success ? 'follow_unknown' : 'follow_receipt_bad';
    const body = html`<p class="care">${speech.say(words)}</p>${followForm(speech, typed.receipt ?? '')}`;
    return showPlain(context, speech, { title, body, status: 404 });
  });
  plain.onError((error, context) => showFailure(context, error));
  return plain;
}

function speechOf(context: AppContext, lang = context.req.query('lang')): Speech {
  return speechFor(lang, context.req.header('Accept-Language'));
}

function showStart(
  context: AppContext,
  speech: Speech,
  typed: Typed,
  trouble?: PlainKey,
): Promise<Response> {
  const { say } = speech;
  const body = html`<p>${say('complain_lead')}</p>
${trouble === undefined ? '' : html`<p class="care" role="alert">${say(trouble)}</p>`}
${complaintForm(speech, typed)}
${followForm(speech, '')}`;
  const title = say('complain_title');
  return showPlain(context, speech, { title, body, status: trouble === undefined ? 200 : 400 });
}

async function takePlainComplaint(context: AppContext, options: AppOptions): Promise<Response> {
  const typed = await readForm(context, MAX_BYTES);
  const speech = speechOf(context, typed.lang);
  const complaint = complaintOf(typed);
  if (complaint === undefined) return showStart(context, speech, typed, 'plain_incomplete');
  const reporter = await reporterOf(context, options);
  if (options.limits.proofIsRequired && !reporter.isNamed) throw new Refusal('proof-required');
  const idempotencyKey = await keyOf(reporter, JSON.stringify(complaint), options);
  const { outcome, notice } = await fileFrom({ reporter, complaint, idempotencyKey }, options);
  if (outcome.kind === 'conflict') throw new Refusal('idempotency-conflict');
  const { receipt, state, receivedAt } = outcome.standing;
  const filed = { receipt, state, receivedAt, ...(notice === undefined ? {} : { notice }) };
  const title = speech.say('complain_done_title');
  return showPlain(context, speech, { title, body: receivedBody(speech, filed), status: 201 });
}

/** Nobody else can make it, for it is worth a receipt. */
async function keyOf({ id }: Reporter, words: string, { store }: AppOptions): Promise<string> {
  const secret = await store.accounts.secret('plain-complaints', newSecret());
  return createHmac('sha256', secret).update(`${id}\n${words}`).digest('base64url');
}

/** A page of somebody else cannot make its visitors complain; a browser that tells nothing may. */
async function ownForm(context: AppContext, next: () => Promise<void>): Promise<void> {
  const site = context.req.header('Sec-Fetch-Site') ?? 'same-origin';
  const origin = context.req.header('Origin');
  const host = context.req.header('Host') ?? new URL(context.req.url).host;
  const isForeign = origin !== undefined && URL.parse(origin)?.host !== host;
  if (site !== 'same-origin' || isForeign) throw new Refusal('forbidden');
  await next();
}

const FAILURES: Readonly<Record<string, PlainKey>> = {
  'quota-exceeded': 'plain_quota',
  'proof-required': 'plain_proof',
  forbidden: 'plain_forbidden',
  'temporary-reduced-capacity': 'failure_temporary_reduced_capacity',
};

function showFailure(context: AppContext, error: unknown): Promise<Response> {
  const { problem, headers } = problemOf(error);
  const code = problem.type.split(':').at(-1) ?? '';
  const speech = speechOf(context);
  const { say } = speech;
  const known = FAILURES[code];
  const words = known === undefined ? say('failure_other', { code }) : say(known);
  const body = html`<p class="care" role="alert">${words}</p>`;
  const status = PLAIN_STATUS.find((each) => each === problem.status) ?? 400;
  return showPlain(context, speech, { title: say('plain_failed'), body, status, headers });
}

const PLAIN_STATUS = [403, 404, 429, 503] as const;
