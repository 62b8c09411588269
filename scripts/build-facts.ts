/** What differs between installations, and what stands in for packages in what is built of them. */
import { pathInProject } from './project.ts';

/** JSON: the service's address and the root, which `scripts/build.ts` writes into the environment. */
export function buildFacts(): string {
  return (
    process.env.LINK_GUARD_BUILD ??
    JSON.stringify({ serviceAddress: 'http://127.0.0.1:8787', root: '', builtAt: 0 })
  );
}

export const STAND_INS: Readonly<Record<string, string>> = {
  'webextension-polyfill': pathInProject('src/extension/native-browser.ts'),
  tldts: pathInProject('src/extension/public-suffixes.ts'),
};
