/** The only door to the JSON contract between the extension and the service. */
export * from './complaints.ts';
export * from './endpoints.ts';
export * from './health.ts';
export * from './lookup.ts';
export * from './problem.ts';
export * from './puzzle.ts';
export * from './sign-in.ts';
