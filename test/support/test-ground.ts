/** What `npm run e2e` has prepared for the tests: builds, their key, the service's port. */
import { join } from 'node:path';
import type { BrowserName } from '../../scripts/browsers.ts';

/** What the tests are told, as JSON in the variable of this name: one ground for each worker. */
export const TEST_GROUND_VARIABLE = 'LINK_GUARD_E2E';

export interface TestGround {
  /** Holds the signing key whose public half is baked into the builds. */
  readonly keyDir: string;
  /** Where the builds expect the policy service, on 127.0.0.1. */
  readonly servicePort: number;
  /** Holds `<policy>/chrome` and `<policy>/firefox`. */
  readonly extensionsDir: string;
}

/** That of this worker. Throws where the tests were started past the script. */
export function testGround(): TestGround {
  const text = process.env[TEST_GROUND_VARIABLE];
  const grounds = text === undefined ? [] : (JSON.parse(text) as TestGround[]);
  const ground = grounds[Number(process.env.VITEST_POOL_ID ?? 1) - 1];
  if (ground === undefined) {
    throw new Error('the extension was not built for the tests: start them with npm run e2e');
  }
  return ground;
}

/** The extension as built for this browser, with this policy in its packed ruleset. */
export function builtExtension(name: BrowserName, policy = 'everyday'): string {
  const build = name === 'chromium' ? 'chrome' : 'firefox';
  return join(testGround().extensionsDir, policy, build);
}
