/** Making, signing and reading rulesets: what the command line and the scripts need of it. */
export * from './publish.ts';
export * from './read-published.ts';
export * from './seed.ts';
export * from './signing-key.ts';
export * from './sources.ts';
