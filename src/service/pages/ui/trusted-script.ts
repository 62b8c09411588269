/**
 * The one place where an address becomes a script: the policy that the pages' content security
 * policy names lets through files of our own build alone.
 */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(address: string): string },
  ): { createScriptURL(address: string): URL };
}

const ASSET = /^\/assets\/[\w.-]+\.js$/;

function checked(address: string): string {
  if (ASSET.test(address)) return address;
  throw new TypeError('not a script of this page');
}

let policy: ReturnType<TrustedTypes['createPolicy']> | undefined;

/** Where a browser knows no Trusted Types, the address itself is what it takes. */
export function trustedScript(address: string): URL | string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  if (trustedTypes === undefined) return checked(address);
  policy ??= trustedTypes.createPolicy('link-guard', { createScriptURL: checked });
  return policy.createScriptURL(address);
}
