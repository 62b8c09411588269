/** Reads what the options of several commands name. */
import { readFile } from 'node:fs/promises';
import { InvalidArgumentError, Option } from 'commander';
import * as v from 'valibot';
import {
  CodedError,
  codeOf,
  instantOf,
  LIFETIME_LIMIT,
  LIST_FORMATS,
  ListNameSchema,
  type ManagedSettings,
  openFirstRoot,
  PACKAGED_POLICIES,
  type Policy,
  type PublicKey,
  packagedPolicy,
  parseDecisions,
  parseManaged,
  parsePolicy,
  parsePublicKey,
  type ReviewDecision,
  VIOLATIONS,
} from '../policy/index.ts';
import { type KeyFile, type ListSource, parseKeyFile } from '../service/publish/index.ts';

export const POLICY_OPTION = `name of a packaged policy (${PACKAGED_POLICIES.join(', ')}) or a file`;

export const ROOT_OPTION = 'the root to trust; without it, the first one in the folder itself';

export const LIST_OPTION = `a list to add; the violation is ${VIOLATIONS[0]} unless named (${VIOLATIONS.join(', ')}), the format is detected unless named (${LIST_FORMATS.join(', ')}); may be repeated`;

export const ALLOWING_OPTION =
  'name of a list that may also allow what others list; may be repeated; no other may';

export const REVIEW_OPTION = 'write what people have to decide there, a line of JSON each';

export const REVIEWED_OPTION = 'what they decided: such lines with "decision", "by" and "why"';

export function databaseOption(): Option {
  return new Option(
    '--database <url|file>',
    'postgresql:// address, or an SQLite file; without it link-guard.sqlite in the data folder',
  ).env('DATABASE_URL');
}

export async function readPolicy(nameOrFile: string): Promise<Policy> {
  if (PACKAGED_POLICIES.includes(nameOrFile)) return packagedPolicy(nameOrFile);
  const document = await readJson(nameOrFile, 'bad-policy', 'neither a packaged policy nor a file');
  try {
    return parsePolicy(document);
  } catch (cause) {
    throw inFile(nameOrFile, cause);
  }
}

/** The public half of a key file; a signing key will do. */
export async function readPublicKey(file: string): Promise<PublicKey> {
  const document = await readJson(file, 'bad-key');
  try {
    return parsePublicKey(document);
  } catch (cause) {
    throw inFile(file, cause);
  }
}

export async function readSigningKeys(files: readonly string[]): Promise<readonly KeyFile[]> {
  return Promise.all(
    files.map(async (file) => {
      const document = await readJson(file, 'bad-key');
      try {
        return parseKeyFile(document);
      } catch (cause) {
        throw inFile(file, cause);
      }
    }),
  );
}

/** The root that all trust begins with, as the bytes that were signed. */
export async function readAnchor(file: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const bytes = await readFile(file);
    await openFirstRoot(bytes);
    return bytes;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : 'cannot be read';
    throw new CodedError('bad-anchor', `${file}: ${why}`, { cause });
  }
}

/** What people decided of earlier reviews; nothing where no file is named. */
export async function readDecisions(file?: string): Promise<readonly ReviewDecision[]> {
  if (file === undefined) return [];
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new CodedError('bad-decisions', `${file}: cannot be read`, { cause });
  }
  try {
    return parseDecisions(text);
  } catch (cause) {
    throw inFile(file, cause);
  }
}

export async function readManaged(file: string): Promise<ManagedSettings> {
  const document = await readJson(file, 'bad-managed');
  try {
    return parseManaged(document);
  } catch (cause) {
    throw inFile(file, cause);
  }
}

/** Milliseconds since the epoch; in UTC where no zone is named. */
export function parseInstant(text: string): number {
  const instant = instantOf(text);
  if (instant === undefined) {
    throw new InvalidArgumentError('expected an ISO 8601 date or instant, like 2021-09-17T08:00Z');
  }
  return instant;
}

export function parseVersion(text: string): string {
  if (!/^\d{1,5}(\.\d{1,5}){0,3}$/.test(text)) {
    throw new InvalidArgumentError('expected a version like 1.2.3');
  }
  return text;
}

export function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) {
    throw new InvalidArgumentError('expected a port from 0 to 65535');
  }
  return port;
}

export function parseSeconds(text: string): number {
  if (!/^\d{1,3}$/.test(text)) throw new InvalidArgumentError('expected seconds from 0 to 999');
  return Number(text);
}

export function parseDays(text: string): number {
  const days = Number(text);
  if (!/^\d{1,4}$/.test(text) || days < 1 || days > 3660) {
    throw new InvalidArgumentError('expected a number of days from 1 to 3660');
  }
  return days;
}

/** As above, of a ruleset. */
export function parseRulesetDays(text: string): number {
  if (!/^\d{1,2}$/.test(text) || Number(text) < 1 || Number(text) > LIFETIME_LIMIT) {
    throw new InvalidArgumentError(`expected a number of days from 1 to ${LIFETIME_LIMIT}`);
  }
  return Number(text);
}

/** How many keys must sign. */
export function parseThreshold(text: string): number {
  if (!/^[1-9]\d?$/.test(text)) throw new InvalidArgumentError('expected a number from 1 to 99');
  return Number(text);
}

/** One more of an option that may be repeated. */
export function parseRepeated(text: string, former: readonly string[] = []): string[] {
  return [...former, text];
}

/** One more of the zones that a ruleset covers. */
export function parseZone(text: string, former: readonly string[] = []): string[] {
  if (!/^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/.test(text)) {
    throw new InvalidArgumentError(
      'expected the end of a host in small letters, like tw or com.tw',
    );
  }
  return [...former, text];
}

/** One more of `NAME=FILE_OR_URL[@VIOLATION[@FORMAT]]`. */
export function parseListOption(text: string, former: readonly ListSource[] = []): ListSource[] {
  const [, name = '', rest = ''] = /^([^=]*)=(.+)$/s.exec(text) ?? [];
  if (!v.is(ListNameSchema, name)) {
    throw new InvalidArgumentError('expected NAME=FILE_OR_URL[@VIOLATION[@FORMAT]]');
  }
  if (former.some((source) => source.name === name)) {
    throw new InvalidArgumentError(`the list ${name} is named twice`);
  }
  return [...former, { name, ...parseListPlace(rest) }];
}

/** Throws `bad-option` where a list is to allow that is not named. */
export function sourcesOf(options: {
  readonly list?: readonly ListSource[];
  readonly allowing?: readonly string[];
}): readonly ListSource[] {
  const { list = [], allowing = [] } = options;
  const unknown = allowing.find((name) => !list.some((source) => source.name === name));
  if (unknown !== undefined) {
    throw new CodedError('bad-option', `--allowing ${unknown}: no list of this name`);
  }
  return list.map((source) => ({ ...source, mayAllow: allowing.includes(source.name) }));
}

/** An address may hold an `@` of its own: only a known word behind one is ours. */
function parseListPlace(text: string): Omit<ListSource, 'name'> {
  const violations = VIOLATIONS.join('|');
  const formats = LIST_FORMATS.join('|');
  const match = new RegExp(`^(.+?)@(${violations})(?:@(${formats}))?$`, 's').exec(text);
  const violation = VIOLATIONS.find((known) => known === match?.[2]) ?? VIOLATIONS[0];
  const format = LIST_FORMATS.find((known) => known === match?.[3]);
  return { from: match?.[1] ?? text, violation, format };
}

async function readJson(file: string, code: string, whenAbsent = 'no such file'): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    const why = codeOf(cause) === 'ENOENT' ? whenAbsent : 'cannot be read';
    throw new CodedError(code, `${file}: ${why}`, { cause });
  }
  try {
    // Some editors begin a file with a byte order mark.
    return JSON.parse(text.replace(/^\u{feff}/u, ''));
  } catch (cause) {
    throw new CodedError(code, `${file}: not JSON`, { cause });
  }
}

function inFile(file: string, cause: unknown): unknown {
  const code = codeOf(cause);
  if (code === undefined || !(cause instanceof Error)) return cause;
  return new CodedError(code, `${file}: ${cause.message}`, { cause });
}
