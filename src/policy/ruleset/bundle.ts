/** A manifest together with the parts that it names: checked as one, opened as one. */
import { CodedError } from '../coded-error.ts';
import { type Policy, parsePolicy } from '../policy.ts';
import { type Grades, parseGrades } from './grades.ts';
import { checkPart } from './part.ts';
import { openRules } from './rules/rules.ts';
import type { Ruleset } from './ruleset.ts';
import type { SignedManifest } from './trust/manifest.ts';

/** What a client needs; the others are the service's. */
export const CLIENT_PARTS = ['rules', 'policy', 'grades'] as const;

export type ClientParts = Readonly<Record<(typeof CLIENT_PARTS)[number], Uint8Array<ArrayBuffer>>>;

export interface OpenedRuleset extends SignedManifest {
  readonly rules: Ruleset;
  readonly policy: Policy;
  readonly grades: Grades;
}

/**
 * Throws `bad-part` where a part is not the one that the manifest names or does not agree with it,
 * and `bad-rules`, `bad-policy`, `bad-grades` where a part was signed but is malformed.
 */
export async function openBundle(
  signed: SignedManifest,
  parts: ClientParts,
): Promise<OpenedRuleset> {
  const { manifest } = signed;
  await Promise.all(CLIENT_PARTS.map((name) => checkPart(name, manifest.parts[name], parts[name])));
  const rules = openRules(parts.rules);
  if (rules.ruleCount !== manifest.ruleCount) {
    throw new CodedError('bad-part', 'part rules: not as many rules as the manifest says');
  }
  const policy = parsePolicy(parseJson('policy', parts.policy));
  if (policy.id !== manifest.policyId) {
    throw new CodedError('bad-part', 'part policy: not the policy that the manifest says');
  }
  return { ...signed, rules, policy, grades: parseGrades(parseJson('grades', parts.grades)) };
}

function parseJson(name: 'policy' | 'grades', bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new CodedError(`bad-${name}`, `part ${name}: not JSON`, { cause });
  }
}
