/** A platform's name in the reader's language, and its grade in words. */
import { nameIn } from '../../../policy/index.ts';
import type { ProviderCreditAnswer } from '../../../wire/index.ts';
import { language, say } from '../ui/words.ts';

export function nameOf({ name }: Pick<ProviderCreditAnswer, 'name'>): string {
  return nameIn(name, language);
}

export function gradeWords(grade: ProviderCreditAnswer['grade']): string {
  return grade === 'unrated' ? say('grade_unrated') : grade;
}
