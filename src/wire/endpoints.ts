/** Paths of the policy service, below its address. */
export const ENDPOINTS = {
  health: '/v1/health',
  lookup: '/v1/lookup',
  /** Short-lived, with an ETag. */
  rulesetManifest: '/v1/ruleset/manifest.json',
  /** Immutable: `/v1/ruleset/parts/<sha256 in hex>`. */
  rulesetParts: '/v1/ruleset/parts',
  /** Immutable: `/v1/ruleset/roots/<number>.json`. */
  rulesetRoots: '/v1/ruleset/roots',
  /** Short-lived, with an ETag; not there as long as nothing was revoked. */
  rulesetRevocation: '/v1/ruleset/revocation.json',
  /** Every version, a line of JSON each. */
  rulesetLog: '/v1/ruleset/log.ndjson',
  /** For reporters without an account. */
  puzzle: '/v1/puzzle',
  complaints: '/v1/complaints',
  complaintStates: '/v1/complaints/states',
  /** The case of one complaint, by its receipt. */
  complaintCase: '/v1/complaints/case',
  appeals: '/v1/appeals',
  ownerClaims: '/v1/owners',
  /** Checks the proof anew, and answers with the owner's cases. */
  ownerCases: '/v1/owners/cases',
  ownerAnswers: '/v1/owners/answers',
  ownerAppeals: '/v1/owners/appeals',
  /** Rulings by hash prefix. */
  standing: '/v1/standing',
  /** All of them; one with its history: `/v1/providers/<id>`. */
  providers: '/v1/providers',
  transparency: '/v1/transparency',
  equality: '/v1/equality',
  /** A page of it, `?from=<number>`. */
  log: '/v1/log',
  /** All of it, a line of JSON each. */
  logFile: '/v1/log.ndjson',
  /** A signed, portable statement of reasons: `/v1/statements/<ruling>.json`. */
  statements: '/v1/statements',
  statementKeys: '/v1/statements/key.json',
  /** Counts of an organisation's browsers, where its service takes them. */
  fleet: '/v1/fleet',
  /** What stands here, for programs. */
  openApi: '/v1/openapi.json',
} as const;
