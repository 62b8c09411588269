/** What `scripts/build.ts` bakes into the package. */
declare const LINK_GUARD_BUILD: {
  /** Address of the policy service, without a trailing slash. */
  readonly serviceAddress: string;
  /** Ed25519 public keys that may sign a ruleset. */
  readonly rootKeys: readonly {
    readonly keyId: string;
    /** 32 raw bytes in base64. */
    readonly publicKey: string;
  }[];
};
