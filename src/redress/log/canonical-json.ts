/**
 * One text for one value, whoever writes it: JSON as RFC 8785 has it, members in the order of
 * their UTF-16 units, no space. What JSON cannot carry exactly is refused with `bad-json`.
 */
import { CodedError } from '../../policy/index.ts';

export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number') return number(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object') return members(value);
  throw bad(`a ${typeof value}`);
}

function members(value: object): string {
  const written = Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, member]) => `${text(name)}:${canonicalJson(member)}`);
  return `{${written.join(',')}}`;
}

function text(value: string): string {
  if (/\p{Surrogate}/u.test(value)) throw bad('half of a character');
  return JSON.stringify(value);
}

/** JSON itself writes minus zero as zero. */
function number(value: number): string {
  if (!Number.isFinite(value)) throw bad(`${value}`);
  return JSON.stringify(value);
}

function bad(what: string): CodedError {
  return new CodedError('bad-json', `JSON: ${what} cannot be written`);
}
