/**
 * Passkeys. The challenge goes to the browser inside a token that we signed, and comes back with
 * the answer; it is good for a few minutes and one use.
 */
import type {
  AuthenticationResponseJSON,
  RegistrationResponseJSON,
  WebAuthnCredential,
} from '@simplewebauthn/server';
import * as v from 'valibot';
import type { Account, Accounts } from '../store/accounts.ts';
import { newSecret, seal, unseal } from './secrets.ts';

const PURPOSE = 'passkey';
const GOOD_FOR_MILLISECONDS = 5 * 60_000;

export interface PasskeyFacts {
  readonly accounts: Accounts;
  readonly now: number;
  /** Where the desk is to be seen, like `https://guard.example`. */
  readonly origin: string;
}

const ClaimsSchema = v.object({
  challenge: v.string(),
  accountId: v.string(),
  expiresAt: v.number(),
});

type Claims = v.InferOutput<typeof ClaimsSchema>;

/** Loaded when it is first needed: most of the service's life needs no passkey. */
const library = () => import('@simplewebauthn/server');

export async function offerPasskey(account: Account, facts: PasskeyFacts) {
  const { generateRegistrationOptions } = await library();
  const kept = await facts.accounts.passkeysOf(account.id);
  const options = await generateRegistrationOptions({
    rpName: 'Link Guard',
    rpID: new URL(facts.origin).hostname,
    userName: account.name,
    userID: new Uint8Array(Buffer.from(account.id)),
    attestationType: 'none',
    excludeCredentials: kept.map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  return { flow: await flowOf(options.challenge, account.id, facts), options };
}

/** False when it is not an answer to what this account was asked. */
export async function registerPasskey(
  account: Account,
  answer: { readonly flow: string; readonly credential: object },
  facts: PasskeyFacts,
): Promise<boolean> {
  const claims = await useFlow(answer.flow, facts);
  if (claims?.accountId !== account.id) return false;
  const { verifyRegistrationResponse } = await library();
  const result = await orNone(() =>
    verifyRegistrationResponse({
      response: answer.credential as RegistrationResponseJSON,
      ...expectedOf(claims, facts),
    }),
  );
  if (!result?.verified) return false;
  const { id, publicKey, counter } = result.registrationInfo.credential;
  return facts.accounts.addPasskey(
    { id, counter, accountId: account.id, publicKey: Buffer.from(publicKey).toString('base64url') },
    new Date(facts.now),
  );
}

export async function askForPasskey(facts: PasskeyFacts) {
  const { generateAuthenticationOptions } = await library();
  const options = await generateAuthenticationOptions({
    rpID: new URL(facts.origin).hostname,
    userVerification: 'required',
  });
  return { flow: await flowOf(options.challenge, '', facts), options };
}

export async function checkPasskey(
  answer: { readonly flow: string; readonly credential: { readonly id: string } },
  facts: PasskeyFacts,
): Promise<Account | undefined> {
  const claims = await useFlow(answer.flow, facts);
  const passkey = await facts.accounts.passkey(answer.credential.id);
  if (claims === undefined || claims.accountId !== '' || passkey === undefined) return undefined;
  const { verifyAuthenticationResponse } = await library();
  const credential: WebAuthnCredential = {
    id: passkey.id,
    publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')),
    counter: passkey.counter,
  };
  const result = await orNone(() =>
    verifyAuthenticationResponse({
      response: answer.credential as AuthenticationResponseJSON,
      credential,
      ...expectedOf(claims, facts),
    }),
  );
  if (!result?.verified) return undefined;
  await facts.accounts.count(passkey.id, result.authenticationInfo.newCounter);
  return facts.accounts.byId(passkey.accountId);
}

function expectedOf({ challenge }: Claims, { origin }: PasskeyFacts) {
  return {
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: new URL(origin).hostname,
  };
}

async function flowOf(challenge: string, accountId: string, { accounts, now }: PasskeyFacts) {
  const key = await accounts.secret(PURPOSE, newSecret());
  return seal(key, PURPOSE, { challenge, accountId }, now + GOOD_FOR_MILLISECONDS);
}

async function useFlow(flow: string, { accounts, now }: PasskeyFacts): Promise<Claims | undefined> {
  const key = await accounts.secret(PURPOSE, newSecret());
  const claims = unseal(key, PURPOSE, flow, now, ClaimsSchema);
  if (claims === undefined) return undefined;
  const until = new Date(claims.expiresAt);
  return (await accounts.spend(`${PURPOSE} ${claims.challenge}`, until, new Date(now)))
    ? claims
    : undefined;
}

/** The library throws for every answer that it does not believe. */
async function orNone<Result>(check: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await check();
  } catch {
    return undefined;
  }
}
