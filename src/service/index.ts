/** The only door to the policy service. */

export { STAFF_ROLES, type StaffRole } from '../redress/index.ts';
export type { PublishingState } from '../wire/index.ts';
export * from './app.ts';
export type { AppOptions } from './app-env.ts';
export * from './backup.ts';
export * from './decided.ts';
export * from './equality.ts';
export * from './fleet.ts';
export * from './limits.ts';
export * from './log-entry.ts';
export * from './log-sink.ts';
export type { InternetView } from './owners/internet-view.ts';
export * from './publish/index.ts';
export * from './ruleset-files.ts';
export * from './serve.ts';
export type { FiguresOptions } from './serve-figures.ts';
export * from './shared-ruleset.ts';
export { addAccount, invite } from './sign-in/invitations.ts';
export { type SingleSignOnOptions, subjectOf } from './sign-in/single-sign-on.ts';
export type { Account } from './store/accounts.ts';
export * from './store/store.ts';
