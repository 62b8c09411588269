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
export * from './ruleset/bundle.ts';
export * from './ruleset/compile.ts';
export * from './ruleset/full-hashes.ts';
export * from './ruleset/grades.ts';
export {
  type ImportedList,
  type ImportOptions,
  LIST_FORMATS,
  type ListFormat,
  type RefusedLine,
} from './ruleset/importers/import.ts';
export * from './ruleset/importers/import-list.ts';
export {
  generateSigningKey,
  parseRootKey,
  parseSigningKey,
  type RootKey,
  rootKeyOf,
  type SigningKey,
} from './ruleset/keys.ts';
export * from './ruleset/make.ts';
export * from './ruleset/manifest.ts';
export * from './ruleset/part.ts';
export * from './ruleset/popular-hosts.ts';
export * from './ruleset/rule.ts';
export * from './ruleset/rules.ts';
export * from './ruleset/ruleset.ts';
export * from './settings.ts';
export * from './sign.ts';
export * from './stage.ts';
export * from './trace.ts';
export * from './understand.ts';
export { parseAddress } from './url/address.ts';
export * from './url/canonicalize.ts';
export * from './url/clean.ts';
export * from './url/expressions.ts';
export * from './url/hash.ts';
export * from './url/host.ts';
export * from './url/unwrap.ts';
export * from './verdict.ts';
export * from './violation.ts';
