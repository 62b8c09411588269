/**
 * Whether somebody can write what only a domain's owner can: a text record below its name, or a
 * file at its well-known place. Nothing else of the domain is ever asked for.
 */
import { codeOf } from '../../policy/index.ts';
import { fetchSmallFile } from './fetch-small-file.ts';
import type { InternetView } from './internet-view.ts';

export const PROOF_PATH = '/.well-known/link-guard.txt';
export const PROOF_NAME = '_link-guard';

export type ProofOutcome =
  | { readonly kind: 'proven'; readonly by: 'dns' | 'file' }
  | {
      readonly kind: 'not-proven';
      /** What each of the two ways gave. */
      readonly dns: 'absent' | 'failed';
      readonly file: 'absent' | 'failed' | 'refused-address';
    };

/** What the owner writes. */
export function proofText(token: string): string {
  return `link-guard-owner=${token}`;
}

export async function proveDomain(
  domain: string,
  token: string,
  internet: InternetView,
): Promise<ProofOutcome> {
  const wanted = proofText(token);
  const dns = await dnsHolds(domain, wanted, internet);
  if (dns === 'found') return { kind: 'proven', by: 'dns' };
  const file = await fileHolds(domain, wanted, internet);
  if (file === 'found') return { kind: 'proven', by: 'file' };
  return { kind: 'not-proven', dns, file };
}

async function dnsHolds(domain: string, wanted: string, internet: InternetView) {
  try {
    const texts = await internet.texts(`${PROOF_NAME}.${domain}`);
    return texts.some((text) => text.trim() === wanted) ? 'found' : 'absent';
  } catch (error) {
    return failed(error);
  }
}

/** Every address must be allowed: a name that leads to both sides is not given the choice. */
async function fileHolds(domain: string, wanted: string, internet: InternetView) {
  try {
    const addresses = await internet.addresses(domain);
    const [address] = addresses;
    if (address === undefined) return 'absent';
    if (!addresses.every((each) => internet.mayConnect(each))) return 'refused-address';
    const { port, authorities } = internet;
    const file = { host: domain, path: PROOF_PATH, address, port, authorities };
    const text = await fetchSmallFile(file);
    const lines = (text ?? '').split(/\r?\n/).map((line) => line.trim());
    return lines.includes(wanted) ? 'found' : 'absent';
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
