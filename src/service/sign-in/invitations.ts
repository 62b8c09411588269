/** One-time links with which somebody takes over the account that was made for them. */
import { randomUUID } from 'node:crypto';
import { CodedError } from '../../policy/index.ts';
import type { StaffRole } from '../../redress/index.ts';
import type { Account, Accounts } from '../store/accounts.ts';
import { digestOf, newSecret } from './secrets.ts';

const GOOD_FOR_MILLISECONDS = 48 * 3_600_000;

export interface NewAccount {
  readonly name: string;
  readonly role: StaffRole;
  /** As `subjectOf` makes it. */
  readonly subject?: string | undefined;
}

/** Throws `bad-option` when the name or the subject is taken. */
export async function addAccount(
  accounts: Accounts,
  { name, role, subject }: NewAccount,
  now: number,
): Promise<string> {
  const id = randomUUID();
  if (!(await accounts.add({ id, name, role, subject }, new Date(now)))) {
    throw new CodedError('bad-option', `account ${name}: this name or subject is taken`);
  }
  return id;
}

/** The secret for the link; it is not kept. */
export async function invite(accounts: Accounts, accountId: string, now: number): Promise<string> {
  const secret = newSecret();
  await accounts.invite({
    digest: digestOf(secret),
    accountId,
    expiresAt: new Date(now + GOOD_FOR_MILLISECONDS),
  });
  return secret;
}

/** Whom it invites, without using it up. */
export async function invitedBy(
  accounts: Accounts,
  secret: string,
  now: number,
): Promise<Account | undefined> {
  return active(accounts, await accounts.invited(digestOf(secret), new Date(now)));
}

export async function useInvitation(
  accounts: Accounts,
  secret: string,
  now: number,
): Promise<Account | undefined> {
  return active(accounts, await accounts.takeInvitation(digestOf(secret), new Date(now)));
}

async function active(accounts: Accounts, id: string | undefined): Promise<Account | undefined> {
  const account = id === undefined ? undefined : await accounts.byId(id);
  return account?.isDisabled === false ? account : undefined;
}
