/**
 * How reporters are told apart for one day, so that many complaints of one count as one: a keyed
 * hash of where they came from and the day. It cannot be turned back, and tomorrow it is another.
 */
import { createHmac } from 'node:crypto';
import type { AppContext, AppOptions } from './app-env.ts';
import { askerOf } from './remote-address.ts';
import { newSecret } from './sign-in/secrets.ts';

export async function reporterOf(
  context: AppContext,
  { store, now, trustedProxy }: AppOptions,
): Promise<string> {
  const key = await store.accounts.secret('reporters', newSecret());
  const day = new Date(now()).toISOString().slice(0, 10);
  return createHmac('sha256', key)
    .update(`${day}\n${askerOf(context.env, trustedProxy)}`)
    .digest('base64url')
    .slice(0, 22);
}
