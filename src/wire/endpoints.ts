/** Paths of the policy service, below its address. */
export const ENDPOINTS = {
  health: '/v1/health',
  lookup: '/v1/lookup',
  /** Short-lived, with an ETag. */
  rulesetManifest: '/v1/ruleset/manifest.json',
  /** Immutable: `/v1/ruleset/parts/<sha256 in hex>`. */
  rulesetParts: '/v1/ruleset/parts',
  complaints: '/v1/complaints',
  complaintStates: '/v1/complaints/states',
} as const;
