/**
 * An entry that says more than its address: a row, an object. Its members are known by several
 * names each; the ones that are not named here are somebody else's and are passed over.
 */
import { VIOLATIONS } from '../../violation.ts';
import { EVIDENCE_LIMIT, severityOf } from '../rule.ts';
import { type AddressReading, readAddress, readHost } from './address.ts';
import { dayOf } from './date.ts';
import { readHash } from './hashes.ts';
import type { ImportOptions, LineReading } from './import.ts';

/** Members in lower case. */
export type EntryMembers = ReadonlyMap<string, unknown>;

/** The more exact before the less: of a row that names a page and its host, the page counts. */
const PLACES: readonly (readonly [string, (text: string) => AddressReading])[] = [
  ['url', readAddress],
  ['address', readAddress],
  ['domain', readHost],
  ['host', readHost],
  ['hostname', readHost],
  ['sha256', readHash],
];

const KINDS = ['effect', 'violation', 'severity'];
const DATES = [
  ...['date', 'listedon', 'listed_on', 'dateadded', 'date_added', 'submission_time'],
  ...['first_seen', 'first_seen_utc'],
];
const EVIDENCES = ['evidence', 'id', 'phish_id'];

/** Whether a member of this name says what an entry speaks of. */
export function isPlaceName(name: string): boolean {
  return PLACES.some(([place]) => place === name.toLowerCase());
}

/** Each member that is there must be sound: half an entry is none. */
export function readEntry(members: EntryMembers, options: ImportOptions): LineReading {
  const texts = textsOf(members);
  if (typeof texts === 'string') return { refused: texts };
  const place = PLACES.find(([name]) => texts.has(name));
  if (place === undefined) return { refused: 'entry: names no address' };
  const reading = place[1](texts.get(place[0]) ?? '');
  if ('refused' in reading) return reading;
  const facts = readFacts(texts, options);
  return typeof facts === 'string'
    ? { refused: facts }
    : { expressions: [reading.expression], ...facts };
}

export function membersOf(entry: object): EntryMembers {
  return new Map(Object.entries(entry).map(([name, value]) => [name.toLowerCase(), value]));
}

type Facts = Omit<Extract<LineReading, { readonly expressions: unknown }>, 'expressions'>;

function readFacts(texts: ReadonlyMap<string, string>, options: ImportOptions): Facts | string {
  const effect = oneOf(texts.get('effect') ?? 'listed', ['listed', 'allowed']);
  if (effect === undefined) return 'effect: neither listed nor allowed';
  const violation = oneOf(texts.get('violation') ?? options.violation, VIOLATIONS);
  if (violation === undefined) return 'violation: none that is known here';
  const severity = oneOf(texts.get('severity') ?? severityOf(violation), ['severe', 'lesser']);
  if (severity === undefined) return 'severity: neither severe nor lesser';
  if (severity === 'lesser' && severityOf(violation) === 'severe') {
    return 'severity: a severe violation cannot be lesser';
  }
  const date = firstOf(texts, DATES);
  const listedOn = date === undefined ? undefined : dayOf(date);
  if (date !== undefined && listedOn === undefined) return 'date: not a day like 2026-01-31';
  const evidence = firstOf(texts, EVIDENCES);
  if (evidence !== undefined && !isEvidence(evidence)) {
    return `evidence: not 1 to ${EVIDENCE_LIMIT} printable characters`;
  }
  return { effect, violation, severity, listedOn, evidence };
}

/** The members that are read, as texts; empty ones are absent. Or the rule that one breaks. */
function textsOf(members: EntryMembers): ReadonlyMap<string, string> | string {
  const texts = new Map<string, string>();
  for (const [name, value] of members) {
    if (!isRead(name) || value === undefined || value === null || value === '') continue;
    if (typeof value === 'string') texts.set(name, value.trim());
    else if (typeof value === 'number' && EVIDENCES.includes(name)) texts.set(name, `${value}`);
    else return `${name}: not a text`;
  }
  return texts;
}

function isRead(name: string): boolean {
  return isPlaceName(name) || [KINDS, DATES, EVIDENCES].some((names) => names.includes(name));
}

function firstOf(texts: ReadonlyMap<string, string>, names: readonly string[]): string | undefined {
  const name = names.find((wanted) => texts.has(wanted));
  return name === undefined ? undefined : texts.get(name);
}

function oneOf<Word extends string>(text: string, words: readonly Word[]): Word | undefined {
  return words.find((word) => word === text.toLowerCase());
}

function isEvidence(text: string): boolean {
  return text !== '' && text.length <= EVIDENCE_LIMIT && !/\p{C}/u.test(text);
}
