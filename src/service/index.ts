/** The only door to the policy service. */
export * from './app.ts';
export type { AppOptions } from './app-env.ts';
export * from './backup.ts';
export * from './limits.ts';
export * from './log-entry.ts';
export * from './log-sink.ts';
export * from './publish/index.ts';
export * from './ruleset-files.ts';
export * from './serve.ts';
export type { FiguresOptions } from './serve-figures.ts';
export * from './shared-ruleset.ts';
export * from './store/store.ts';
