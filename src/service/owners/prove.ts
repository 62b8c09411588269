/**
 * Whether somebody can write what only a domain's owner can: a text record below its name, or a
 * file at its well-known place. Nothing else of the domain is ever asked for.
 */
import { codeOf } from '../../policy/index.ts';
import { type OwnerClaim, type ProofMethod, proofTextOf } from '../../redress/index.ts';
import { fetchSmallFile } from './fetch-small-file.ts';
import type { InternetView } from './internet-view.ts';

export const PROOF_PATH = '/.well-known/link-guard.txt';
export const PROOF_NAME = '_link-guard';

/** `refused-address`: the name leads to where the service does not go. */
export type ProofOutcome = 'proven' | 'absent' | 'failed' | 'refused-address';

/** Where the owner writes the text of the proof: the name of a record, or an address. */
export function proofPlace(domain: string, method: ProofMethod): string {
  return method === 'dns' ? `${PROOF_NAME}.${domain}` : `https://${domain}${PROOF_PATH}`;
}

/** `token` is what `proofTextOf` was made from. */
export function proveDomain(
  { domain, method }: Pick<OwnerClaim, 'domain' | 'method'>,
  token: string,
  internet: InternetView,
): Promise<ProofOutcome> {
  const wanted = proofTextOf(token);
  return method === 'dns'
    ? dnsHolds(domain, wanted, internet)
    : fileHolds(domain, wanted, internet);
}

async function dnsHolds(
  domain: string,
  wanted: string,
  internet: InternetView,
): Promise<ProofOutcome> {
  try {
    const texts = await internet.texts(`${PROOF_NAME}.${domain}`);
    return texts.some((text) => text.trim() === wanted) ? 'proven' : 'absent';
  } catch (error) {
    return failed(error);
  }
}

/** Every address must be allowed: a name that leads to both sides is not given the choice. */
async function fileHolds(
  domain: string,
  wanted: string,
  internet: InternetView,
): Promise<ProofOutcome> {
  try {
    const addresses = await internet.addresses(domain);
    const [address] = addresses;
    if (address === undefined) return 'absent';
    if (!addresses.every((each) => internet.mayConnect(each))) return 'refused-address';
    const { port, authorities } = internet;
    const file = { host: domain, path: PROOF_PATH, address, port, authorities };
    const text = await fetchSmallFile(file);
    const lines = (text ?? '').split(/\r?\n/).map((line) => line.trim());
    return lines.includes(wanted) ? 'proven' : 'absent';
  } catch (error) {
    return failed(error);
  }
}

/** What came from outside went wrong there; what has no code is a fault of ours. */
function failed(error: unknown): 'failed' {
  const isAbort = error instanceof Error && error.name === 'TimeoutError';
  if (codeOf(error) === undefined && !isAbort) throw error;
  return 'failed';
}
