/**
 * Sign-in by an OpenID Connect provider: code flow with PKCE, state and nonce. What must be the
 * same when the browser comes back travels in a cookie that we signed and that is good once.
 */
import * as v from 'valibot';
import type { Account, Accounts } from '../store/accounts.ts';
import { newSecret, seal, unseal } from './secrets.ts';

export interface SingleSignOnOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret?: string | undefined;
}

export interface SingleSignOn {
  /** Where to send the browser, and the token to keep in a cookie meanwhile. */
  begin(now: number): Promise<{ readonly location: string; readonly flow: string }>;
  /** Undefined when the answer is not to our question, or the person has no account here. */
  finish(answer: URL, flow: string, now: number): Promise<Account | undefined>;
}

/** Where the provider sends the browser back to, below the service's address. */
export const SIGN_IN_BACK = '/desk/sign-in/back';

const PURPOSE = 'single-sign-on';

/** A person may have to find a second factor. */
export const FLOW_MILLISECONDS = 10 * 60_000;

const ClaimsSchema = v.object({
  state: v.string(),
  nonce: v.string(),
  verifier: v.string(),
  expiresAt: v.number(),
});

/** How an account names the person of an issuer: by `sub`, or by an address that it has verified. */
export function subjectOf(issuer: string, person: string): string {
  return `${issuer.replace(/\/+$/, '')} ${person}`;
}

/** Loaded when it is first needed: a service without single sign-on never does. */
const library = () => import('openid-client');

export function openSingleSignOn(
  options: SingleSignOnOptions,
  accounts: Accounts,
  redirectUri: () => string,
): SingleSignOn {
  const { issuer, clientId, clientSecret } = options;
  let discovered: ReturnType<typeof discover> | undefined;

  async function discover() {
    const { allowInsecureRequests, discovery } = await library();
    const server = new URL(issuer);
    // For a provider on the same machine; from any other one, what it says must be authentic.
    const isHere = server.protocol === 'http:' && isLoopback(server.hostname);
    return discovery(server, clientId, clientSecret, undefined, {
      timeout: 10,
      ...(isHere ? { execute: [allowInsecureRequests] } : {}),
    });
  }

  /** A provider that was away is asked again by the next person. */
  function configuration() {
    discovered ??= discover().catch((error: unknown) => {
      discovered = undefined;
      throw error;
    });
    return discovered;
  }

  return {
    async begin(now) {
      const openid = await library();
      const config = await configuration();
      const [state, nonce] = [openid.randomState(), openid.randomNonce()];
      const verifier = openid.randomPKCECodeVerifier();
      const key = await accounts.secret(PURPOSE, newSecret());
      const location = openid.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri(),
        scope: 'openid email',
        code_challenge: await openid.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ...{ state, nonce },
      });
      const flow = seal(key, PURPOSE, { state, nonce, verifier }, now + FLOW_MILLISECONDS);
      return { location: location.href, flow };
    },
    async finish(answer, flow, now) {
      const key = await accounts.secret(PURPOSE, newSecret());
      const claims = unseal(key, PURPOSE, flow, now, ClaimsSchema);
      if (claims === undefined) return undefined;
      const until = new Date(claims.expiresAt);
      if (!(await accounts.spend(`${PURPOSE} ${claims.state}`, until, new Date(now)))) {
        return undefined;
      }
      const openid = await library();
      const tokens = await openid.authorizationCodeGrant(await configuration(), answer, {
        expectedState: claims.state,
        expectedNonce: claims.nonce,
        pkceCodeVerifier: claims.verifier,
      });
      const person = tokens.claims();
      if (person === undefined) return undefined;
      const { sub, email, email_verified: isVerified } = person;
      return (
        (await accounts.bySubject(subjectOf(issuer, sub))) ??
        (isVerified === true && typeof email === 'string'
          ? await accounts.bySubject(subjectOf(issuer, email))
          : undefined)
      );
    },
  };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '127.0.0.1' || host === '[::1]';
}
