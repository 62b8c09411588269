/** The letters of providers, as a part of the ruleset: provider id to grade. */
import * as v from 'valibot';
import { CodedError } from '../coded-error.ts';
import { GRADES, type Grade } from '../grade.ts';

export type Grades = Readonly<Record<string, Grade>>;

const GradesSchema = v.record(
  v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/, 'expected the id of a provider')),
  v.picklist(GRADES),
);

/** Throws `bad-grades`. */
export function parseGrades(value: unknown): Grades {
  const result = v.safeParse(GradesSchema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new CodedError(
    'bad-grades',
    `grades: ${v.getDotPath(issue) ?? 'document'}: ${issue.message}`,
  );
}

/** `unrated` for a provider without a letter, and for no provider. */
export function gradeOf(grades: Grades, providerId: string | undefined): Grade {
  if (providerId === undefined || !Object.hasOwn(grades, providerId)) return 'unrated';
  return grades[providerId] ?? 'unrated';
}
