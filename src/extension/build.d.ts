/** What `scripts/build.ts` bakes into the package. */
declare const LINK_GUARD_BUILD: {
  /** Address of the policy service, without a trailing slash. */
  readonly serviceAddress: string;
  /** Base64 of the envelope of the root that all trust begins with. */
  readonly root: string;
  /** Milliseconds since the epoch. */
  readonly builtAt: number;
};
