/**
 * Somebody's claim to own a domain, proven by a record that only its owner can write. A DNS record
 * speaks for the domain and all below it, a file for its host alone; neither speaks for tenants.
 */
import * as v from 'valibot';
import { isPublicSuffix, isUnder, registrableDomain } from '../../policy/index.ts';
import { type Instant, InstantSchema } from '../instant.ts';
import { IdSchema } from '../text.ts';

export const PROOF_METHODS = ['dns', 'well-known'] as const;

export type ProofMethod = (typeof PROOF_METHODS)[number];

const DOMAIN_LIMIT = 253;

/** A name below which the owner alone registers: neither an address nor a public suffix. */
export const DomainSchema = v.pipe(
  v.string(),
  v.maxLength(DOMAIN_LIMIT),
  v.regex(/^[a-z0-9_-]+(?:\.[a-z0-9_-]+)+$/, 'expected a host in small letters, like example.com'),
  v.check(
    (domain) => !isPublicSuffix(domain) && registrableDomain(domain) !== undefined,
    'expected a domain that somebody registered',
  ),
);

export const OwnerClaimSchema = v.object({
  id: IdSchema,
  domain: DomainSchema,
  method: v.picklist(PROOF_METHODS),
  provenAt: v.exactOptional(InstantSchema),
  /** A proof is asked for anew after this. */
  validUntil: v.exactOptional(InstantSchema),
});

export type OwnerClaim = v.InferOutput<typeof OwnerClaimSchema>;

/** The text that the record or the file must hold. */
export function proofTextOf(token: string): string {
  return `link-guard-owner=${token}`;
}

export function isProven({ provenAt, validUntil }: OwnerClaim, now: Instant): boolean {
  return provenAt !== undefined && validUntil !== undefined && provenAt <= now && now < validUntil;
}

/** Whether the claim, once proven, speaks for this host. */
export function speaksFor({ domain, method }: OwnerClaim, host: string): boolean {
  if (host === domain) return true;
  const isOfOneOwner = registrableDomain(host) === registrableDomain(domain);
  return method === 'dns' && isOfOneOwner && isUnder(host, domain);
}
