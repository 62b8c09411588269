/** What an owner sends to claim a domain. Apart: only the service holds it against suffixes. */
import * as v from 'valibot';
import { DomainSchema, PROOF_METHODS } from '../redress/index.ts';

/** An owner asks for a proof to publish. */
export const OwnerClaimRequestSchema = v.strictObject({
  domain: DomainSchema,
  method: v.picklist(PROOF_METHODS),
});
