/** The desk's own half of the service, below `/desk/api`: reviewers' requests, and how they sign in. */
import { Hono, type MiddlewareHandler } from 'hono';
import { CSRF_HEADER } from '../../wire/index.ts';
import { Refusal } from '../problem.ts';
import { createQuotas } from '../quota.ts';
import { answerAudit, answerCase, answerQueue, takeAct } from '../routes/desk-cases.ts';
import { answerDeskFleet } from '../routes/desk-fleet.ts';
import { answerPublishing, takePublishOrder } from '../routes/desk-publishing.ts';
import {
  askPasskey,
  offerFirstPasskey,
  takeFirstPasskey,
  takePasskey,
} from '../routes/passkeys.ts';
import {
  answerInvitation,
  answerSession,
  endSession,
  notSignedIn,
  setFirstPassword,
  takePassword,
} from '../routes/sign-in.ts';
import { beginSingleSignOn, finishSingleSignOn } from '../routes/single-sign-on.ts';
import { sameOrigin } from '../sign-in/same-origin.ts';
import { isSame } from '../sign-in/secrets.ts';
import { whoIs } from '../sign-in/sessions.ts';
import type { DeskEnv, DeskOptions } from './desk-env.ts';

export function createDesk(options: DeskOptions): Hono<DeskEnv> {
  const desk = new Hono<DeskEnv>();
  const tries = createQuotas(options).guard('signIns', 'never');

  desk.use(sameOrigin());
  desk.use(notKept());

  desk.get('/api/session', answerSession(options));
  desk.post('/api/sign-in/password', tries, takePassword(options));
  desk.post('/api/sign-in/passkey/question', tries, askPasskey(options));
  desk.post('/api/sign-in/passkey', tries, takePasskey(options));
  desk.post('/api/invitation', tries, answerInvitation(options));
  desk.post('/api/invitation/password', tries, setFirstPassword(options));
  desk.post('/api/invitation/passkey/question', tries, offerFirstPasskey(options));
  desk.post('/api/invitation/passkey', tries, takeFirstPasskey(options));
  desk.get('/sign-in/begin', tries, beginSingleSignOn(options));
  desk.get('/sign-in/back', tries, finishSingleSignOn(options));

  desk.use('/api/*', signedIn(options));
  desk.post('/api/sign-out', endSession(options));
  desk.get('/api/queue', answerQueue(options));
  desk.get('/api/audit', answerAudit(options));
  desk.get('/api/publishing', answerPublishing(options));
  desk.post('/api/publishing', takePublishOrder(options));
  desk.get('/api/fleet', answerDeskFleet(options));
  desk.get('/api/cases/:id', answerCase(options));
  desk.post('/api/cases/:id', takeAct(options));
  return desk;
}

/** From here on there is a person; what changes something brings the session's second half too. */
function signedIn(options: DeskOptions): MiddlewareHandler<DeskEnv> {
  return async (context, next) => {
    const facts = { accounts: options.store.accounts, now: options.now() };
    const person = await whoIs(context, facts);
    if (person === undefined) throw notSignedIn();
    const token = context.req.header(CSRF_HEADER) ?? '';
    if (context.req.method !== 'GET' && !isSame(token, person.csrf)) {
      throw new Refusal('forbidden', { detail: 'the session’s token is missing' });
    }
    context.set('person', person);
    await next();
  };
}

function notKept(): MiddlewareHandler {
  return async (context, next) => {
    await next();
    context.header('Cache-Control', 'no-store');
  };
}
