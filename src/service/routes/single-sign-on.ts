/** To the single sign-on's page and back. */
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { codeOf } from '../../policy/index.ts';
import type { DeskEnv, DeskOptions } from '../desk/desk-env.ts';
import { Refusal } from '../problem.ts';
import { signIn } from '../sign-in/sessions.ts';
import { FLOW_MILLISECONDS, SIGN_IN_BACK } from '../sign-in/single-sign-on.ts';
import type { Account } from '../store/accounts.ts';
import { factsOf } from './sign-in.ts';

/** Comes back with a navigation that another site began, so it cannot be Strict; it signs nobody in. */
const FLOW_COOKIE = '__Host-link-guard-sign-in';

const FLOW_SCOPE = { path: '/', secure: true, httpOnly: true, sameSite: 'Lax' } as const;

type DeskContext = Context<DeskEnv>;

export function beginSingleSignOn({ singleSignOn, now }: DeskOptions) {
  return async (context: DeskContext): Promise<Response> => {
    if (singleSignOn === undefined) throw new Refusal('not-found');
    const { location, flow } = await orAway(() => singleSignOn.begin(now()));
    setCookie(context, FLOW_COOKIE, flow, { ...FLOW_SCOPE, maxAge: FLOW_MILLISECONDS / 1000 });
    return context.redirect(location, 302);
  };
}

/**
 * Answers with a page that goes on to the desk by itself: a redirect would still count as begun by
 * the other site, and the session's cookie would not be sent along.
 */
export function finishSingleSignOn(options: DeskOptions) {
  return async (context: DeskContext): Promise<Response> => {
    const { singleSignOn, publicAddress, now } = options;
    const flow = getCookie(context, FLOW_COOKIE);
    deleteCookie(context, FLOW_COOKIE, { path: '/', secure: true });
    if (singleSignOn === undefined || flow === undefined) return goOn(context, 'failed');
    // Behind a proxy the request names another scheme than the one that was registered.
    const answer = new URL(new URL(context.req.url).search, `${publicAddress()}${SIGN_IN_BACK}`);
    const account = await orRefused(() => singleSignOn.finish(answer, flow, now()));
    if (account === undefined || account.isDisabled) return goOn(context, 'failed');
    await signIn(context, account, factsOf(options));
    return goOn(context, 'done');
  };
}

function goOn(context: DeskContext, outcome: 'done' | 'failed'): Response {
  const to = outcome === 'done' ? '/desk' : '/desk?sign-in=failed';
  return context.html(
    `<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=${to}"><title>Link Guard</title><a href="${to}">Link Guard</a>`,
    200,
    { 'Cache-Control': 'no-store' },
  );
}

/** The library's errors carry codes of its own; none of them is for the asker. */
async function orAway<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    throw new Refusal('temporary-reduced-capacity', { cause });
  }
}

async function orRefused(work: () => Promise<Account | undefined>): Promise<Account | undefined> {
  try {
    return await work();
  } catch (error) {
    if (codeOf(error)?.startsWith('store-')) throw error;
    return undefined;
  }
}
