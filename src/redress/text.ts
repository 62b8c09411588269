/** Texts that people write, and the forms of ids and instants, as every schema here takes them. */
import * as v from 'valibot';

/** No database keeps it in text. */
export const WithoutNul = v.check(
  (text: string) => !text.includes('\0'),
  'expected no NUL character',
);

/** Between one and `limit` UTF-16 units, and not blank. */
export function words(limit: number) {
  return v.pipe(
    v.string(),
    v.maxLength(limit),
    v.check((text) => text.trim() !== '', 'expected words'),
    WithoutNul,
  );
}

/** Ids are given from outside, by whoever keeps the case; nothing here makes one. */
export const IdSchema = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9_-]{1,64}$/, 'expected 1 to 64 letters, digits, _ -'),
);
