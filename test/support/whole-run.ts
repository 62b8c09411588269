/**
 * How much a run of the end-to-end tests carries out. Every run has each test in Chromium, and in
 * Firefox those in which the browser has a say; a whole run has all of them in both, every look, and
 * the attack table in every mode.
 */
import { BROWSERS } from '../../scripts/browsers.ts';

/** Set, the run is whole. */
export const WHOLE_RUN = 'LINK_GUARD_WHOLE';

export const IS_WHOLE_RUN = process.env[WHOLE_RUN] !== undefined;

/** For tests of what both browsers share: data, pages of the service, the extension's own logic. */
export const BROWSERS_OF_RUN = IS_WHOLE_RUN ? BROWSERS : (['chromium'] as const);

/** In the order in which a run may stop. */
export const LANGUAGES_OF_RUN = IS_WHOLE_RUN ? ['en-US', 'zh-CN', 'zh-TW'] : ['en-US', 'zh-CN'];
