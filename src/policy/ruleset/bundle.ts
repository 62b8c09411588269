/** A manifest together with the parts that it names: checked as one, opened as one. */
import { CodedError } from '../coded-error.ts';
import { type Policy, parsePolicy } from '../policy.ts';
import { type Grades, parseGrades } from './grades.ts';
import { checkPart, sha256Of } from './part.ts';
import { type Contents, readContents } from './rules/contents.ts';
import { openRules } from './rules/rules.ts';
import type { Ruleset } from './ruleset.ts';
import type { SignedManifest } from './trust/manifest.ts';

/** What a client needs; the others are the service's. */
export const CLIENT_PARTS = ['rules', 'policy', 'grades'] as const;

const DOCUMENT_PARTS = ['policy', 'grades'] as const;

export type ClientParts = Readonly<Record<(typeof CLIENT_PARTS)[number], Uint8Array<ArrayBuffer>>>;

export type DocumentParts = Pick<ClientParts, (typeof DOCUMENT_PARTS)[number]>;

export interface CheckedBundle extends SignedManifest {
  readonly policy: Policy;
  readonly grades: Grades;
}

export interface OpenedRuleset extends CheckedBundle {
  readonly rules: Ruleset;
}

/**
 * Throws `bad-part` where a part is not the one that the manifest names or does not agree with it,
 * and `bad-rules`, `bad-policy`, `bad-grades` where a part was signed but is malformed.
 */
export async function openBundle(
  signed: SignedManifest,
  parts: ClientParts,
): Promise<OpenedRuleset> {
  const checked = await checkBundle(signed, parts);
  const rules = openRules(parts.rules);
  checkRuleCount(signed, rules.ruleCount);
  return { ...checked, rules };
}

/** As much of a ruleset as says where its rules are to be found. */
export interface RulesetInPieces extends CheckedBundle {
  readonly contents: Contents;
}

/**
 * The parts of a ruleset whose rules are in pieces. Throws as `openBundle` does; `bad-part` also
 * where the manifest names no contents, or others.
 */
export async function openInPieces(
  signed: SignedManifest,
  { contents, ...documents }: DocumentParts & { readonly contents: Uint8Array<ArrayBuffer> },
): Promise<RulesetInPieces> {
  const [checked, sha256] = await Promise.all([
    checkDocuments(signed, documents),
    sha256Of(contents),
  ]);
  if (sha256 !== signed.manifest.contents) {
    throw new CodedError('bad-part', 'contents: not those that the manifest names');
  }
  const read = readContents(contents);
  checkRuleCount(signed, read.ruleCount);
  return { ...checked, contents: read };
}

/** As `openBundle`, for who hands the rules on and asks nothing of them: they stay as they are. */
export async function checkBundle(
  signed: SignedManifest,
  parts: ClientParts,
): Promise<CheckedBundle> {
  const [checked] = await Promise.all([
    checkDocuments(signed, parts),
    checkPart('rules', signed.manifest.parts.rules, parts.rules),
  ]);
  return checked;
}

async function checkDocuments(
  signed: SignedManifest,
  parts: DocumentParts,
): Promise<CheckedBundle> {
  const { manifest } = signed;
  await Promise.all(
    DOCUMENT_PARTS.map((name) => checkPart(name, manifest.parts[name], parts[name])),
  );
  const policy = parsePolicy(parseJson('policy', parts.policy));
  if (policy.id !== manifest.policyId) {
    throw new CodedError('bad-part', 'part policy: not the policy that the manifest says');
  }
  return { ...signed, policy, grades: parseGrades(parseJson('grades', parts.grades)) };
}

/** Throws `bad-part` where they are not as many as the manifest says. */
export function checkRuleCount({ manifest }: SignedManifest, ruleCount: number): void {
  if (ruleCount !== manifest.ruleCount) {
    throw new CodedError('bad-part', 'part rules: not as many rules as the manifest says');
  }
}

function parseJson(name: 'policy' | 'grades', bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new CodedError(`bad-${name}`, `part ${name}: not JSON`, { cause });
  }
}
