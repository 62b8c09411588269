/** Reads what the options of several commands name. */
import { readFile } from 'node:fs/promises';
import { InvalidArgumentError } from 'commander';
import * as v from 'valibot';
import {
  CodedError,
  codeOf,
  instantOf,
  LIST_FORMATS,
  ListNameSchema,
  type ManagedSettings,
  ManagedSettingsSchema,
  PACKAGED_POLICIES,
  type Policy,
  packagedPolicy,
  parsePolicy,
  parseRootKey,
  type RootKey,
  VIOLATIONS,
} from '../policy/index.ts';
import type { ListSource } from '../service/index.ts';

export const POLICY_OPTION = `name of a packaged policy (${PACKAGED_POLICIES.join(', ')}) or a file`;

export const LIST_OPTION = `a list to add; the violation is ${VIOLATIONS[0]} unless named (${VIOLATIONS.join(', ')}), the format is detected unless named (${LIST_FORMATS.join(', ')}); may be repeated`;

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
export async function readRootKey(file: string): Promise<RootKey> {
  const document = await readJson(file, 'bad-key');
  try {
    return parseRootKey(document);
  } catch (cause) {
    throw inFile(file, cause);
  }
}

export async function readManaged(file: string): Promise<ManagedSettings> {
  const result = v.safeParse(ManagedSettingsSchema, await readJson(file, 'bad-managed'));
  if (result.success) return result.output;
  const [issue] = result.issues;
  const place = v.getDotPath(issue) ?? 'document';
  throw new CodedError('bad-managed', `${file}: ${place}: ${issue.message}`);
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
