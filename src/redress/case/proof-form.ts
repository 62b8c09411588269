/**
 * What an owner types to claim a domain: apart from who may own it, which takes the public suffix
 * list, so that the form need not load that.
 */
import * as v from 'valibot';

export const PROOF_METHODS = ['dns', 'well-known'] as const;

export type ProofMethod = (typeof PROOF_METHODS)[number];

const DOMAIN_LIMIT = 253;

/** How a domain is written; whether anybody can own it is not said by that. */
export const DomainNameSchema = v.pipe(
  v.string(),
  v.maxLength(DOMAIN_LIMIT),
  v.regex(/^[a-z0-9_-]+(?:\.[a-z0-9_-]+)+$/, 'expected a host in small letters, like example.com'),
);
