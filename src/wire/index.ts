/** The only door to the JSON contract between the service and everybody who asks it. */
export * from './cases.ts';
export * from './complaints.ts';
export * from './desk.ts';
export * from './endpoints.ts';
export * from './figures.ts';
export * from './fleet.ts';
export * from './health.ts';
export * from './lookup.ts';
export * from './owner-claims.ts';
export * from './problem.ts';
export * from './publishing.ts';
export * from './puzzle.ts';
export * from './sign-in.ts';
export * from './standing.ts';
export * from './statements.ts';
