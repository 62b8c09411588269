/** What is wrong with a document, in a form for which every language has words. */
import * as v from 'valibot';

export interface Fault {
  /** Dotted, like `clues.0.at`; '' for the whole. */
  readonly place: string;
  readonly rule: 'missing' | 'not-known' | 'too-long' | 'expected';
  /** What may stand there, or how much of it; '' where the rule says it all. */
  readonly expected: string;
}

/** Empty for what the schema takes. */
export function faultsBy(schema: v.GenericSchema, value: unknown): readonly Fault[] {
  const result = v.safeParse(schema, value);
  return result.success ? [] : result.issues.map((issue) => faultOf(issue));
}

/** `within` is the place of what was parsed. */
export function faultOf(issue: v.GenericIssue, within = ''): Fault {
  const place = [within, v.getDotPath(issue) ?? ''].filter((part) => part !== '').join('.');
  // A strict object expects nothing where a field stands that it does not know.
  if (issue.expected === 'never') return { place, rule: 'not-known', expected: '' };
  if (issue.input === undefined) return { place, rule: 'missing', expected: '' };
  if (issue.type === 'max_length') {
    return { place, rule: 'too-long', expected: (issue.expected ?? '').replace('<=', '') };
  }
  const isOurs = issue.message.startsWith('expected ');
  const expected = isOurs ? issue.message.slice('expected '.length) : (issue.expected ?? '');
  return { place, rule: 'expected', expected: expected || issue.message };
}

/** In one English line, for the command line and for errors. */
export function faultText({ place, rule, expected }: Fault): string {
  return `${place || 'document'}: ${RULE_TEXTS[rule]}${expected && ` ${expected}`}`;
}

const RULE_TEXTS: Readonly<Record<Fault['rule'], string>> = {
  missing: 'missing',
  'not-known': 'not known',
  'too-long': 'longer than',
  expected: 'expected',
};
