/** Making, signing and reading rulesets: what the command line and the scripts need of it. */
export * from './compile-lists.ts';
export * from './hold.ts';
export * from './kept-sources.ts';
export * from './key-files.ts';
export * from './keys.ts';
export * from './log-file.ts';
export * from './publish.ts';
export * from './publish-aside.ts';
export * from './read-published.ts';
export * from './revoke.ts';
export * from './root-drafts.ts';
export * from './roots.ts';
export * from './seed.ts';
export * from './source-file.ts';
export * from './sources.ts';
export * from './trust-files.ts';
export * from './verify-published.ts';
