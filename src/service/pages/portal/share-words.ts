/** A share between 0 and 1 for reading: what is little is never written as nothing. */
import { language } from '../ui/words.ts';

const PERCENT = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });

/** What would be rounded to nothing, or to everything. */
const LITTLE = 0.001;

export function shareWords(share: number): string {
  if (share > 0 && share < LITTLE) return `< ${PERCENT.format(LITTLE)}`;
  if (share < 1 && share > 1 - LITTLE) return `> ${PERCENT.format(1 - LITTLE)}`;
  return PERCENT.format(share);
}
