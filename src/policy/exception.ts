/** A person's remembered proceed: for one address, an origin or a site, with an expiry. */
import * as v from 'valibot';
import { CONTEXTS, type Context } from './context.ts';
import { parseAddress } from './url/address.ts';
import { canonicalize } from './url/canonicalize.ts';
import { registrableDomain } from './url/host.ts';

export const EXCEPTION_SCOPES = ['url', 'origin', 'site'] as const;

export type ExceptionScope = (typeof EXCEPTION_SCOPES)[number];

/** Milliseconds since the epoch, as far as a date reaches. */
const Instant = v.pipe(v.number(), v.minValue(0), v.maxValue(8_640_000_000_000_000));

export const ExceptionSchema = v.object({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  scope: v.picklist(EXCEPTION_SCOPES),
  /** A canonical URL, an origin or a registrable domain, as `scopeValue` makes them. */
  value: v.pipe(v.string(), v.minLength(1), v.maxLength(8192)),
  madeAt: Instant,
  /** Null for "until I remove it". */
  expiresAt: v.nullable(Instant),
  madeIn: v.optional(v.picklist(CONTEXTS), 'unknown'),
  /** Id of the chat site in which it was made; missing where none was known. */
  madeOn: v.exactOptional(v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/))),
  /**
   * Set for a question that was answered: it lifts no more than that question, for that address in
   * that conversation.
   */
  lifts: v.exactOptional(v.literal('ask')),
  /** A key that says nothing of it; missing where nothing told which one it was. */
  conversation: v.optional(v.pipe(v.string(), v.maxLength(64))),
});

export type Exception = v.InferOutput<typeof ExceptionSchema>;

/** What an exception of this scope for this address is kept as; undefined where it has none. */
export function scopeValue(scope: ExceptionScope, address: string): string | undefined {
  const canonical = canonicalize(address);
  if (!canonical.ok) return undefined;
  const url = parseAddress(address);
  if (url === undefined) return undefined;
  switch (scope) {
    case 'url':
      return canonical.url;
    case 'origin':
      return url.origin;
    case 'site':
      return registrableDomain(url.hostname);
  }
}

/** The first exception in force at `now` (milliseconds since the epoch) that covers the address. */
export function exceptionFor(
  address: string,
  exceptions: readonly Exception[],
  now: number,
): Exception | undefined {
  return exceptions.find(
    (one) => one.lifts === undefined && isInForce(one, now) && covers(one, address),
  );
}

/**
 * The question about this address that the person has answered in this conversation; where nothing
 * tells which one it is, in one of its kind of which nothing told either.
 */
export function answerFor(
  address: string,
  { context, conversation }: { context: Context; conversation?: string | undefined },
  exceptions: readonly Exception[],
  now: number,
): Exception | undefined {
  return exceptions.find(
    (one) =>
      one.lifts === 'ask' &&
      one.madeIn === context &&
      one.conversation === conversation &&
      isInForce(one, now) &&
      covers(one, address),
  );
}

function isInForce({ expiresAt }: Exception, now: number): boolean {
  return expiresAt === null || now < expiresAt;
}

function covers({ scope, value }: Exception, address: string): boolean {
  return scopeValue(scope, address) === value;
}
