/** Signing in and out with a password, and taking over an account by its one-time link. */
import type { Context } from 'hono';
import {
  type DeskSession,
  InvitationPasswordSchema,
  InvitationSchema,
  PasswordSignInSchema,
} from '../../wire/index.ts';
import type { DeskEnv, DeskOptions } from '../desk/desk-env.ts';
import { Refusal } from '../problem.ts';
import { readJson } from '../read-json.ts';
import { invitedBy, useInvitation } from '../sign-in/invitations.ts';
import { hashPassword, isPassword } from '../sign-in/password.ts';
import { signIn, signOut, whoIs } from '../sign-in/sessions.ts';
import { createTokenBuckets } from '../token-buckets.ts';

const MAX_BYTES = 4 * 1024;

type DeskContext = Context<DeskEnv>;

export function answerSession(options: DeskOptions) {
  return async (context: DeskContext): Promise<Response> => {
    const person = await whoIs(context, factsOf(options));
    const session: DeskSession =
      person === undefined
        ? { kind: 'signed-out', hasSingleSignOn: options.singleSignOn !== undefined }
        : { kind: 'signed-in', ...person };
    return context.json(session);
  };
}

/** Tries are counted by name as well: many askers may guess at one person. */
export function takePassword(options: DeskOptions) {
  const { store, now, limits } = options;
  const tries = createTokenBuckets(limits.signIns, now);
  return async (context: DeskContext): Promise<Response> => {
    const { name, password } = await readJson(context, PasswordSignInSchema, MAX_BYTES);
    const wait = tries.take(name);
    if (wait > 0) {
      throw new Refusal('quota-exceeded', { headers: { 'Retry-After': String(wait) } });
    }
    const account = await store.accounts.byName(name);
    const isRight = await isPassword(password, account?.passwordHash);
    if (account === undefined || account.isDisabled || !isRight) throw notSignedIn();
    await signIn(context, account, factsOf(options));
    return context.body(null, 204);
  };
}

export function endSession({ store }: DeskOptions) {
  return async (context: DeskContext): Promise<Response> => {
    await signOut(context, store.accounts);
    return context.body(null, 204);
  };
}

export function answerInvitation({ store, now }: DeskOptions) {
  return async (context: DeskContext): Promise<Response> => {
    const { invitation } = await readJson(context, InvitationSchema, MAX_BYTES);
    const account = await invitedBy(store.accounts, invitation, now());
    if (account === undefined) throw new Refusal('not-found');
    return context.json({ name: account.name, role: account.role });
  };
}

export function setFirstPassword(options: DeskOptions) {
  return async (context: DeskContext): Promise<Response> => {
    const { accounts } = options.store;
    const { invitation, password } = await readJson(context, InvitationPasswordSchema, MAX_BYTES);
    // Before the link is used up: a machine that is busy must not lose it.
    const hash = await hashPassword(password);
    const account = await useInvitation(accounts, invitation, options.now());
    if (account === undefined) throw new Refusal('not-found');
    await accounts.setPassword(account.id, hash);
    await signIn(context, account, factsOf(options));
    return context.body(null, 204);
  };
}

export function notSignedIn(): Refusal {
  return new Refusal('not-signed-in');
}

export function factsOf({ store, now }: DeskOptions) {
  return { accounts: store.accounts, now: now() };
}
