/**
 * Scripts that are put into a page when they are needed, which in most pages is never: their paths
 * in the package. `scripts/pack-later-scripts.ts` builds them.
 */
export const LATER_SCRIPTS = {
  hints: 'src/extension/content/hints.iife.js',
  text: 'src/extension/content/text.iife.js',
  trial: 'src/extension/content/trial.iife.js',
} as const;
