/** Passkeys: the two halves of registering one with an invitation, and of signing in with one. */
import type { Context } from 'hono';
import {
  InvitationPasskeySchema,
  InvitationSchema,
  PasskeySignInSchema,
} from '../../wire/index.ts';
import type { DeskEnv, DeskOptions } from '../desk/desk-env.ts';
import { Refusal } from '../problem.ts';
import { readJson } from '../read-json.ts';
import { invitedBy, useInvitation } from '../sign-in/invitations.ts';
import { askForPasskey, checkPasskey, offerPasskey, registerPasskey } from '../sign-in/passkeys.ts';
import { signIn } from '../sign-in/sessions.ts';
import { factsOf, notSignedIn } from './sign-in.ts';

const MAX_BYTES = 32 * 1024;

type DeskContext = Context<DeskEnv>;

export function askPasskey(options: DeskOptions) {
  return async (context: DeskContext): Promise<Response> =>
    context.json(await askForPasskey(passkeyFacts(options)));
}

export function takePasskey(options: DeskOptions) {
  return async (context: DeskContext): Promise<Response> => {
    const answer = await readJson(context, PasskeySignInSchema, MAX_BYTES);
    const account = await checkPasskey(answer, passkeyFacts(options));
    if (account === undefined || account.isDisabled) throw notSignedIn();
    await signIn(context, account, factsOf(options));
    return context.body(null, 204);
  };
}

export function offerFirstPasskey(options: DeskOptions) {
  return async (context: DeskContext): Promise<Response> => {
    const { invitation } = await readJson(context, InvitationSchema, MAX_BYTES);
    const account = await invitedBy(options.store.accounts, invitation, options.now());
    if (account === undefined) throw new Refusal('not-found');
    return context.json(await offerPasskey(account, passkeyFacts(options)));
  };
}

export function takeFirstPasskey(options: DeskOptions) {
  return async (context: DeskContext): Promise<Response> => {
    const { accounts } = options.store;
    const { invitation, ...answer } = await readJson(context, InvitationPasskeySchema, MAX_BYTES);
    const account = await invitedBy(accounts, invitation, options.now());
    if (account === undefined) throw new Refusal('not-found');
    if (!(await registerPasskey(account, answer, passkeyFacts(options)))) throw notSignedIn();
    await useInvitation(accounts, invitation, options.now());
    await signIn(context, account, factsOf(options));
    return context.body(null, 204);
  };
}

function passkeyFacts(options: DeskOptions) {
  return { ...factsOf(options), origin: options.publicAddress() };
}
