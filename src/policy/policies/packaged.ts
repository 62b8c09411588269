/** The policies that come with the package, by name. */
import { CodedError } from '../coded-error.ts';
import { type Policy, parsePolicy } from '../policy.ts';
import everyday from './everyday.json' with { type: 'json' };
import wechat2021 from './wechat-2021.json' with { type: 'json' };

const DOCUMENTS: Readonly<Record<string, unknown>> = { everyday, 'wechat-2021': wechat2021 };

export const PACKAGED_POLICIES: readonly string[] = Object.keys(DOCUMENTS);

/** Throws `no-such-policy` for a name that is not packaged. */
export function packagedPolicy(name: string): Policy {
  if (!Object.hasOwn(DOCUMENTS, name)) {
    throw new CodedError(
      'no-such-policy',
      `policy "${name}": not packaged; there are ${PACKAGED_POLICIES.join(', ')}`,
    );
  }
  return parsePolicy(DOCUMENTS[name]);
}
