/**
 * Who is signed in. A session is a random secret in a cookie that scripts cannot read and that no
 * other site's request carries; a new one is made at each sign-in, and the old one ends.
 */
import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { STAFF_ROLES, type StaffRole } from '../../redress/index.ts';
import type { Account, Accounts } from '../store/accounts.ts';
import { digestOf, newSecret } from './secrets.ts';

/** The prefix makes browsers refuse it without Secure, with a Domain, or from a part of the site. */
export const SESSION_COOKIE = '__Host-link-guard';

/** One working day: then somebody has to show again who they are. */
export const SESSION_MILLISECONDS = 10 * 3_600_000;

export interface SignedIn {
  readonly id: string;
  readonly name: string;
  readonly role: StaffRole;
  /** What a change must bring beside the cookie. */
  readonly csrf: string;
}

interface Facts {
  readonly accounts: Accounts;
  readonly now: number;
}

export async function signIn(
  context: Context,
  account: Pick<Account, 'id'>,
  { accounts, now }: Facts,
): Promise<void> {
  await signOut(context, accounts);
  const secret = newSecret();
  await accounts.openSession({
    digest: digestOf(secret),
    accountId: account.id,
    expiresAt: new Date(now + SESSION_MILLISECONDS),
  });
  setCookie(context, SESSION_COOKIE, secret, {
    path: '/',
    secure: true,
    httpOnly: true,
    sameSite: 'Strict',
    maxAge: SESSION_MILLISECONDS / 1000,
  });
}

export async function signOut(context: Context, accounts: Accounts): Promise<void> {
  const secret = getCookie(context, SESSION_COOKIE);
  if (secret === undefined) return;
  await accounts.closeSession(digestOf(secret));
  deleteCookie(context, SESSION_COOKIE, { path: '/', secure: true });
}

export async function whoIs(
  context: Context,
  { accounts, now }: Facts,
): Promise<SignedIn | undefined> {
  const secret = getCookie(context, SESSION_COOKIE);
  if (secret === undefined) return undefined;
  const id = await accounts.sessionOf(digestOf(secret), new Date(now));
  const account = id === undefined ? undefined : await accounts.byId(id);
  if (account === undefined || account.isDisabled || !isStaffRole(account.role)) return undefined;
  const { name, role } = account;
  return { id: account.id, name, role, csrf: csrfOf(secret) };
}

/** From the session's secret, which a page of another site cannot know. */
function csrfOf(secret: string): string {
  return createHash('sha256').update(`csrf\n${secret}`).digest('base64url');
}

function isStaffRole(text: string): text is StaffRole {
  return STAFF_ROLES.some((role) => role === text);
}
