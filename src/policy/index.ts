/** The only door to the engine. */
export * from './act.ts';
export * from './action.ts';
export * from './category.ts';
export * from './chosen-category.ts';
export * from './coded-error.ts';
export * from './context.ts';
export * from './credit-rules.ts';
export * from './exception.ts';
export * from './fault.ts';
export * from './grade.ts';
export * from './listing.ts';
export { findDestination, kindOf, nameOf } from './managed/destination.ts';
export * from './managed/digest.ts';
export * from './managed/effective.ts';
export { MANAGED_FORMS, MANAGED_KEYS, type ManagedKey } from './managed/keys.ts';
export * from './managed/managed.ts';
export { type Form, fromText } from './managed/shape.ts';
export * from './name.ts';
export * from './policies/no-policy.ts';
export * from './policies/packaged.ts';
export * from './policy.ts';
export * from './provider/directory.ts';
export * from './provider/provider.ts';
export * from './ruleset/bundle.ts';
export * from './ruleset/compile/compile.ts';
export type { Conflict } from './ruleset/compile/conflicts.ts';
export * from './ruleset/compile/popular-hit.ts';
export * from './ruleset/compile/popular-hosts.ts';
export * from './ruleset/compile/review.ts';
export * from './ruleset/grades.ts';
export { evidenceOf } from './ruleset/hashes/evidence.ts';
export * from './ruleset/hashes/full-hashes.ts';
export { hashesOf } from './ruleset/hashes/hashes.ts';
export { checkHosts } from './ruleset/hosts/check-hosts.ts';
export { type HostLists, selectHosts } from './ruleset/hosts/host-lists.ts';
export { describeHosts, type HostsDescription } from './ruleset/hosts/hosts-file.ts';
export * from './ruleset/hosts/open-hosts.ts';
export { updateHosts } from './ruleset/hosts/update-hosts.ts';
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
export * from './ruleset/make.ts';
export * from './ruleset/part.ts';
export * from './ruleset/rule.ts';
export { compareKinds } from './ruleset/rules/compare-kinds.ts';
export type { Contents } from './ruleset/rules/contents.ts';
export { type CutRules, cutRules } from './ruleset/rules/cut-rules.ts';
export { checkPiece, openPieces, piecesFor } from './ruleset/rules/pieces.ts';
export * from './ruleset/rules/rules.ts';
export * from './ruleset/ruleset.ts';
export * from './ruleset/trust/advance.ts';
export {
  type Envelope,
  MANIFEST_LIMIT,
  REVOCATION_LIMIT,
  ROOT_LIMIT,
  signersOf,
  signPayload,
} from './ruleset/trust/envelope.ts';
export {
  generateSigningKey,
  type PublicKey,
  parsePublicKey,
  parseSigningKey,
  publicKeyOf,
  type RemoteKey,
  type Signer,
  type SigningKey,
} from './ruleset/trust/keys.ts';
export {
  formatLogEntry,
  LOG_LIMIT,
  type LogEntry,
  nextHead,
  parseLog,
} from './ruleset/trust/log.ts';
export * from './ruleset/trust/manifest.ts';
export * from './ruleset/trust/peek.ts';
export * from './ruleset/trust/revocation.ts';
export {
  openFirstRoot,
  openNextRoot,
  ROLES,
  ROOT_LIMIT_PER_WALK,
  type Role,
  type Root,
  signRoot,
} from './ruleset/trust/root.ts';
export * from './ruleset/trust/root-draft.ts';
export * from './ruleset/trust/trust.ts';
export { applyDelta, type DeltaEnds, deltaEnds, makeDelta } from './ruleset/versions/delta.ts';
export * from './ruleset/versions/describe.ts';
export * from './ruleset/versions/diff.ts';
export * from './ruleset/versions/update.ts';
export * from './settings.ts';
export * from './sign.ts';
export * from './site/site.ts';
export * from './stage.ts';
export * from './starting-point.ts';
export * from './trace.ts';
export * from './understand.ts';
export { parseAddress } from './url/address.ts';
export * from './url/canonicalize.ts';
export * from './url/expressions.ts';
export * from './url/hash.ts';
export * from './url/host.ts';
export * from './url/link-rules/book.ts';
export * from './url/link-rules/import-link-rules.ts';
export * from './url/link-rules/link-rules.ts';
export * from './url/parameters/clean.ts';
export { FEATURE_KINDS, type FeatureKind } from './url/signs/features.ts';
export * from './url/wrappers/unwrap.ts';
export * from './verdict.ts';
export * from './violation.ts';
