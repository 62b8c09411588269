/** What `npm run e2e` has prepared for the tests: builds, their key, the service's port. */
import { join } from 'node:path';
import type { BrowserName } from '../../scripts/browsers.ts';

/** What the tests are told, as JSON in the variable of this name. */
export const TEST_GROUND_VARIABLE = 'LINK_GUARD_E2E';

export interface TestGround {
  /** Holds the signing key whose public half is baked into the builds. */
  readonly keyDir: string;
  /** Where the builds expect the policy service, on 127.0.0.1. */
  readonly servicePort: number;
  /** Holds `<policy>/chrome` and `<policy>/firefox`. */
  readonly extensionsDir: string;
}

/** Throws where the tests were started past the script. */
export function testGround(): TestGround {
  const text = process.env[TEST_GROUND_VARIABLE];
  if (text === undefined) {
    throw new Error('the extension was not built for the tests: start them with npm run e2e');
  }
  return JSON.parse(text) as TestGround;
}

/** The extension as built for this browser, with this policy in its packed ruleset. */
export function builtExtension(name: BrowserName, policy = 'everyday'): string {
  const build = name === 'chromium' ? 'chrome' : 'firefox';
  return join(testGround().extensionsDir, policy, build);
}
