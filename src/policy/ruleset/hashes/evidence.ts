/**
 * What lists tell of single rules: since when, and under which id. For the service only. One line
 * of JSON for each rule of which something is told, by its place in the file of rules, ascending:
 * `{"place":7,"listedOn":"2026-03-01","evidence":"case-7"}`.
 */
import { CodedError } from '../../coded-error.ts';
import { EVIDENCE_LIMIT, type RuleEntry } from '../rule.ts';

export interface RuleEvidence {
  /** YYYY-MM-DD. */
  readonly listedOn?: string;
  /** The list's own id of the case. */
  readonly evidence?: string;
}

/** What is told of the rule at this place. */
export type EvidenceAt = (place: number) => RuleEvidence;

const CHARACTER = String.raw`(?:[^"\\\p{Cc}]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})`;

const LINE = new RegExp(
  [
    String.raw`\{"place":(0|[1-9]\d{0,9})(?=,)`,
    String.raw`(?:,"listedOn":"\d{4}-\d\d-\d\d")?`,
    String.raw`(?:,"evidence":"${CHARACTER}{0,${EVIDENCE_LIMIT}}")?\}\n`,
  ].join(''),
  'uy',
);

const NEWLINE = 10;

/** `order` has, for each place in the file, the index of its rule. */
export function evidenceOf(
  rules: readonly RuleEntry[],
  order: Uint32Array,
): Uint8Array<ArrayBuffer> {
  const lines: string[] = [];
  for (const [place, index] of order.entries()) {
    const { listedOn, evidence } = rules[index] ?? {};
    if (listedOn === undefined && evidence === undefined) continue;
    lines.push(`${JSON.stringify({ place, listedOn, evidence })}\n`);
  }
  return new TextEncoder().encode(lines.join(''));
}

/** Throws `bad-rules` on lines that are none, or none of so many rules. */
export function openEvidence(bytes: Uint8Array, ruleCount: number): EvidenceAt {
  const text = decode(bytes);
  const count = lineCountOf(bytes);
  if (count > ruleCount) throw bad('more lines than rules');
  const places = new Uint32Array(count);
  const starts = new Uint32Array(count + 1);
  let last = -1;
  for (let line = 0; line < count; line += 1) {
    const start = starts[line] ?? 0;
    LINE.lastIndex = start;
    const place = Number(LINE.exec(text)?.[1] ?? Number.NaN);
    if (!(place > last && place < ruleCount)) throw bad(`line ${line + 1}: not as it must be`);
    places[line] = place;
    starts[line + 1] = LINE.lastIndex;
    last = place;
  }
  if (starts[count] !== text.length) throw bad('something stands after the last line');
  return (place) => {
    const line = indexOf(places, place);
    if (line === -1) return {};
    const { place: _, ...told } = JSON.parse(text.slice(starts[line], starts[line + 1]));
    return told as RuleEvidence;
  };
}

function lineCountOf(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) count += 1;
  return count;
}

/** Where a number stands among ascending ones, or -1. */
function indexOf(ascending: Uint32Array, wanted: number): number {
  let from = 0;
  let to = ascending.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((ascending[middle] ?? 0) < wanted) from = middle + 1;
    else to = middle;
  }
  return ascending[from] === wanted ? from : -1;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new CodedError('bad-rules', 'evidence: not UTF-8', { cause });
  }
}

function bad(what: string): CodedError {
  return new CodedError('bad-rules', `evidence: ${what}`);
}
