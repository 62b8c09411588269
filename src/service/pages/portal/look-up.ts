/**
 * What the ruleset and people’s rulings say of one address, asked for by hash prefixes that stand among made-up ones,
 * in a batch of the size that everybody sends.
 */
import { canonicalize, expressionsOf, fullHashOf, prefixOf, toHex } from '../../../policy/index.ts';
import {
  BATCH_SIZES,
  ENDPOINTS,
  type LookupResponse,
  LookupResponseSchema,
  type StandingResponse,
  StandingResponseSchema,
} from '../../../wire/index.ts';
import { type Asked, ask } from '../ui/ask.ts';

export interface Found {
  readonly version: number;
  /** The rule of the longest expression, and an allowing one before a listing one. */
  readonly rule?: (LookupResponse['matches'][number] & { readonly expression: string }) | undefined;
  /** What people decided, in force or not; the newest first. */
  readonly rulings: StandingResponse['rulings'];
}

/** `no-form` for an address that rules cannot be about. */
export async function lookUp(address: string): Promise<Asked<Found>> {
  const canonical = canonicalize(address);
  if (!canonical.ok) return { ok: false, code: 'no-form' };
  const hashes = new Map(
    expressionsOf(canonical.url).map((expression) => [fullHashOf(expression), expression]),
  );
  const prefixes = [...new Set([...hashes.keys()].map(prefixOf))];
  const options = { method: 'POST', body: { prefixes: padded(prefixes) } } as const;
  const [asked, ruled] = await Promise.all([
    ask(ENDPOINTS.lookup, LookupResponseSchema, options),
    ask(ENDPOINTS.standing, StandingResponseSchema, options),
  ]);
  if (!asked.ok) return asked;
  if (!ruled.ok) return ruled;
  const own = new Set([...hashes.keys()].map(toHex));
  const rulings = ruled.value.rulings.filter(({ fullHash }) => own.has(fullHash));
  const { rulesetVersion: version, matches } = asked.value;
  for (const [hash, expression] of hashes) {
    const about = matches.filter(({ fullHash }) => fullHash === toHex(hash));
    const rule = about.find(({ effect }) => effect === 'allowed') ?? about[0];
    if (rule !== undefined) {
      return { ok: true, value: { version, rulings, rule: { ...rule, expression } } };
    }
  }
  return { ok: true, value: { version, rulings } };
}

/** In an order that does not tell which are real. */
function padded(prefixes: readonly string[]): readonly string[] {
  const size = BATCH_SIZES.find((each) => each >= prefixes.length) ?? prefixes.length;
  const all = new Set(prefixes);
  while (all.size < size) all.add(toHex(crypto.getRandomValues(new Uint8Array(4))));
  return [...all].sort();
}
