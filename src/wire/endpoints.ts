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
  complaints: '/v1/complaints',
  complaintStates: '/v1/complaints/states',
  /** What stands here, for programs. */
  openApi: '/v1/openapi.json',
} as const;
