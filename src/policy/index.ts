/** The only door to the engine. */
export * from './act.ts';
export * from './action.ts';
export * from './category.ts';
export * from './coded-error.ts';
export * from './context.ts';
export * from './exception.ts';
export * from './grade.ts';
export * from './listing.ts';
export * from './policies/no-policy.ts';
export * from './policies/packaged.ts';
export * from './policy.ts';
export * from './provider/directory.ts';
export * from './provider/provider.ts';
export * from './ruleset/advance.ts';
export * from './ruleset/bundle.ts';
export { compareKinds } from './ruleset/compare-kinds.ts';
export * from './ruleset/compile.ts';
export { applyDelta, type DeltaEnds, deltaEnds, makeDelta } from './ruleset/delta.ts';
export * from './ruleset/describe.ts';
export * from './ruleset/diff.ts';
export { MANIFEST_LIMIT, REVOCATION_LIMIT, ROOT_LIMIT } from './ruleset/envelope.ts';
export { evidenceOf } from './ruleset/evidence.ts';
export * from './ruleset/full-hashes.ts';
export * from './ruleset/grades.ts';
export { hashesOf } from './ruleset/hashes.ts';
export * from './ruleset/importers/detect-format.ts';
export {
  type ImportedList,
  type ImportOptions,
  LIST_FORMATS,
  type ListFormat,
  type RefusedLine,
} from './ruleset/importers/import.ts';
export * from './ruleset/importers/import-list.ts';
export { formatLinkGuard } from './ruleset/importers/link-guard.ts';
export {
  generateSigningKey,
  type PublicKey,
  parsePublicKey,
  parseSigningKey,
  publicKeyOf,
  type SigningKey,
} from './ruleset/keys.ts';
export {
  formatLogEntry,
  LOG_LIMIT,
  type LogEntry,
  nextHead,
  parseLog,
} from './ruleset/log.ts';
export * from './ruleset/make.ts';
export * from './ruleset/manifest.ts';
export * from './ruleset/part.ts';
export * from './ruleset/peek.ts';
export * from './ruleset/popular-hit.ts';
export * from './ruleset/popular-hosts.ts';
export * from './ruleset/review.ts';
export * from './ruleset/revocation.ts';
export {
  openFirstRoot,
  openNextRoot,
  ROLES,
  ROOT_LIMIT_PER_WALK,
  type Role,
  type Root,
  signRoot,
} from './ruleset/root.ts';
export * from './ruleset/rule.ts';
export * from './ruleset/rules.ts';
export * from './ruleset/ruleset.ts';
export * from './ruleset/trust.ts';
export * from './ruleset/update.ts';
export * from './settings.ts';
export * from './sign.ts';
export * from './stage.ts';
export * from './trace.ts';
export * from './understand.ts';
export { parseAddress } from './url/address.ts';
export * from './url/canonicalize.ts';
export * from './url/clean.ts';
export * from './url/expressions.ts';
export { FEATURE_KINDS, type FeatureKind } from './url/features.ts';
export * from './url/hash.ts';
export * from './url/host.ts';
export * from './url/link-rules/book.ts';
export * from './url/link-rules/import-link-rules.ts';
export * from './url/link-rules/link-rules.ts';
export * from './url/unwrap.ts';
export * from './verdict.ts';
export * from './violation.ts';
