/**
 * Somebody's claim to own a domain, proven by a record that only its owner can write. A DNS record
 * speaks for the domain and all below it, a file for its host alone; neither speaks for tenants.
 */
import * as v from 'valibot';
import { isPublicSuffix, isUnder, registrableDomain } from '../../policy/index.ts';
import type { Instant } from '../instant.ts';
import { DomainNameSchema, type ProofMethod } from './proof-form.ts';

/** A name below which the owner alone registers: neither an address nor a public suffix. */
export const DomainSchema = v.pipe(
  DomainNameSchema,
  v.check(
    (domain) => !isPublicSuffix(domain) && registrableDomain(domain) !== undefined,
    'expected a domain that somebody registered',
  ),
);

export interface OwnerClaim {
  readonly id: string;
  readonly domain: string;
  readonly method: ProofMethod;
  readonly provenAt?: Instant;
  /** A proof is asked for anew after this. */
  readonly validUntil?: Instant;
}

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
