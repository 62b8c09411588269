/** Reads lists of wrappers and tracking parameters that others keep, and our own form of them. */
import * as v from 'valibot';
import { CodedError } from '../../coded-error.ts';
import { translateBrave } from './brave.ts';
import { ClearUrlsSchema, translateClearUrls } from './clear-urls.ts';
import { type LinkRules, LinkRulesSchema } from './link-rules.ts';
import type { RefusedEntry, Translation } from './translation.ts';

export const LINK_RULES_FORMATS = ['own', 'clear-urls', 'brave'] as const;

export type LinkRulesFormat = (typeof LINK_RULES_FORMATS)[number];

export interface ImportedLinkRules {
  readonly rules: LinkRules;
  /** What was not taken, each with the reason. */
  readonly refused: readonly RefusedEntry[];
}

/** Longest list that is read, in UTF-16 units. */
const MAXIMUM_LENGTH = 5_000_000;

/** The format is detected unless named. Throws `bad-link-rules` where the whole is unreadable. */
export function importLinkRules(
  text: string,
  options: { readonly format?: LinkRulesFormat } = {},
): ImportedLinkRules {
  if (text.length > MAXIMUM_LENGTH) throw bad('document', 'longer than 5,000,000 characters');
  const document = parseJson(text);
  const format = options.format ?? detectFormat(document);
  if (format === 'own') return { rules: parseWith(LinkRulesSchema, document), refused: [] };
  return settled(
    format === 'brave'
      ? translateBrave(parseWith(v.array(v.unknown()), document))
      : translateClearUrls(parseWith(ClearUrlsSchema, document)),
  );
}

function detectFormat(document: unknown): LinkRulesFormat {
  if (Array.isArray(document)) return 'brave';
  return v.is(ClearUrlsSchema, document) ? 'clear-urls' : 'own';
}

/** A rule that our own form cannot hold is refused by itself. */
function settled({ wrappers, cleaners, refused }: Translation): ImportedLinkRules {
  const rules: LinkRules = { wrappers: [], cleaners: [] };
  const all = [...refused];
  for (const wrapper of wrappers) {
    const read = v.safeParse(LinkRulesSchema, { wrappers: [wrapper] });
    if (read.success) rules.wrappers.push(...read.output.wrappers);
    else all.push({ entry: wrapper.id, rule: messageOf(read.issues[0]) });
  }
  for (const cleaner of cleaners) {
    const read = v.safeParse(LinkRulesSchema, { cleaners: [cleaner] });
    if (read.success) rules.cleaners.push(...read.output.cleaners);
    else all.push({ entry: cleaner.hosts[0] ?? 'every host', rule: messageOf(read.issues[0]) });
  }
  return { rules, refused: all };
}

function parseJson(text: string): unknown {
  try {
    // Some editors begin a file with a byte order mark.
    return JSON.parse(text.replace(/^\u{feff}/u, ''));
  } catch (cause) {
    throw new CodedError('bad-link-rules', 'document: not JSON', { cause });
  }
}

function parseWith<S extends v.GenericSchema>(schema: S, document: unknown): v.InferOutput<S> {
  const read = v.safeParse(schema, document);
  if (!read.success) throw bad('document', messageOf(read.issues[0]));
  return read.output;
}

function messageOf(issue: v.BaseIssue<unknown>): string {
  return `${v.getDotPath(issue) ?? 'document'}: ${issue.message}`;
}

function bad(where: string, what: string): CodedError {
  return new CodedError('bad-link-rules', `${where}: ${what}`);
}
