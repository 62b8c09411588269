/** A platform's name in the reader's language, and its grade in words. */
import type { ProviderCreditAnswer } from '../../../wire/index.ts';
import { language, say } from '../ui/words.ts';

export function nameOf({ name }: Pick<ProviderCreditAnswer, 'name'>): string {
  return language === 'zh-CN' ? name.zh : name.en;
}

export function gradeWords(grade: ProviderCreditAnswer['grade']): string {
  return grade === 'unrated' ? say('grade_unrated') : grade;
}
