/**
 * Why a destination is listed, each violation under one of the four principles that the regulator
 * and the platforms agreed on: nothing unlawful, no harm to privacy and security, no excessive
 * marketing or induced sharing, and the choice belongs to the user.
 */
export const VIOLATIONS = [
  'phishing',
  'malware',
  'fraud',
  'harassment',
  'inducement',
  'marketing',
  'privacy',
  'unlawful',
] as const;

export type Violation = (typeof VIOLATIONS)[number];

export type Principle = 'lawful' | 'privacy-and-security' | 'no-excess' | 'own-choice';

export const PRINCIPLE_OF: Readonly<Record<Violation, Principle>> = {
  unlawful: 'lawful',
  fraud: 'lawful',
  phishing: 'privacy-and-security',
  malware: 'privacy-and-security',
  privacy: 'privacy-and-security',
  marketing: 'no-excess',
  inducement: 'no-excess',
  harassment: 'own-choice',
};

const SEVERE: ReadonlySet<Violation> = new Set(['unlawful', 'phishing', 'malware', 'fraud']);

/** A severe violation is never weaker than `warn` for a person, whatever policy or choice says. */
export function isSevere(violation: Violation): boolean {
  return SEVERE.has(violation);
}
