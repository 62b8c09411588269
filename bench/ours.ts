/** Our own engine from the text of a list, as the service compiles, signs and publishes it. */
import {
  type CompiledRules,
  compileRules,
  encodeRules,
  generateSigningKey,
  type ImportedList,
  importList,
  type MadeRuleset,
  makeRuleset,
  packagedPolicy,
  selectEntries,
  type Trust,
} from '../src/policy/index.ts';
import { asPlainList, type Rule } from './inputs.ts';

const DAY = 86_400_000;

/** A publisher draws them; here each run has the same. */
const key = (fill: number) => new Uint8Array(16).fill(fill);

export function compileText(rules: readonly Rule[]): CompiledRules {
  return compilePlainList(asPlainList(rules));
}

/** From the text to the file that clients get, without what only the service keeps. */
export function rulesOfPlainList(text: string): Uint8Array {
  return encodeRules(selectEntries([imported(text)]).entries, { baseKey: key(7) }).rules;
}

/** As the next version of a former one, where there is one. */
export function compilePlainList(text: string, former?: CompiledRules): CompiledRules {
  return compileRules([imported(text)], {
    baseKey: key(7),
    freshKey: key(former === undefined ? 8 : 9),
    ...(former === undefined ? {} : { former }),
  });
}

function imported(text: string): ImportedList {
  return importList(text, { format: 'urls', list: 'bench', violation: 'phishing' });
}

/** With a root, a manifest and all parts, as a client gets them. */
export async function signed(
  compiled: CompiledRules,
): Promise<MadeRuleset & { readonly trust: Trust }> {
  const now = Date.now();
  const signingKey = await generateSigningKey();
  const { keyId, publicKey } = signingKey;
  const role = { keyIds: [keyId], threshold: 1 };
  const made = await makeRuleset({
    ...{ compiled, now, policy: packagedPolicy('everyday'), grades: {} },
    keys: [signingKey],
    version: Math.floor(now / 1000),
    lifetimeDays: 1,
  });
  const root: Trust['root'] = {
    format: 1,
    number: 1,
    issuedAt: new Date(now).toISOString(),
    expiresAt: new Date(now + DAY).toISOString(),
    keys: [{ keyId, publicKey }],
    roles: { root: role, ruleset: role, revocation: role },
  };
  return { ...made, trust: { root, revocation: undefined } };
}
