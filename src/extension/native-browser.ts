/**
 * Stands in for webextension-polyfill in the built package: every browser that the manifest admits
 * gives promises of its own, so that the polyfill's wrapping would only be weight for a worker
 * that starts many times a day. See docs/decisions/0001-no-polyfill-at-run-time.md.
 */
import type { Browser } from 'webextension-polyfill';

declare const chrome: Browser;

export default (globalThis as { browser?: Browser }).browser ?? chrome;
