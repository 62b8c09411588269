/**
 * How reporters are told apart, so that many complaints of one count as one. Whoever comes by
 * themselves is known for one day: a keyed hash of where they came from and the day, which cannot be
 * turned back and is another one tomorrow. Whoever a single sign-on in front vouches for is known by
 * a keyed hash of the name in its header, and every time.
 */
import { createHmac } from 'node:crypto';
import type { AppContext, AppOptions } from './app-env.ts';
import { askerOf, comesFromProxy, networkAround } from './remote-address.ts';
import { newSecret } from './sign-in/secrets.ts';

export interface Reporter {
  readonly id: string;
  /** What they share with those next door, for the same day; undefined for whoever is vouched for. */
  readonly network: string | undefined;
  readonly isNamed: boolean;
}

const NAME_LIMIT = 300;

export async function reporterOf(context: AppContext, options: AppOptions): Promise<Reporter> {
  const { store, now, trustedProxy } = options;
  const key = await store.accounts.secret('reporters', newSecret());
  const hashed = (what: string): string =>
    createHmac('sha256', key).update(what).digest('base64url').slice(0, 22);
  const name = nameOf(context, options);
  if (name !== undefined) {
    return { id: hashed(`named\n${name}`), network: undefined, isNamed: true };
  }
  const day = new Date(now()).toISOString().slice(0, 10);
  const asker = askerOf(context.env, trustedProxy);
  return {
    id: hashed(`${day}\n${asker}`),
    network: hashed(`${day}\nnetwork\n${networkAround(asker)}`),
    isNamed: false,
  };
}

/** Anybody can write a header: it counts from the proxies that the operator names alone. */
function nameOf(
  context: AppContext,
  { reporterHeader, trustedProxy }: AppOptions,
): string | undefined {
  if (reporterHeader === undefined || !comesFromProxy(context.env, trustedProxy)) return undefined;
  const name = context.req.header(reporterHeader)?.trim() ?? '';
  return name === '' || name.length > NAME_LIMIT ? undefined : name;
}
