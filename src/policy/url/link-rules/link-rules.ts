/**
 * An administrator's own rules for wrappers and tracking parameters, as data: what `importLinkRules`
 * makes of public lists, and what the settings of an administrator hold.
 */
import * as v from 'valibot';
import { WRAPPER_ENCODINGS } from '../wrappers/wrapper.ts';

/** Longest pattern or name, in characters. */
const MAXIMUM_TEXT = 300;
/** Rules of each kind. */
const MAXIMUM_RULES = 5000;
const MAXIMUM_WORDS = 1000;

const Text = v.pipe(v.string(), v.minLength(1), v.maxLength(MAXIMUM_TEXT));

/** A host, or with `*.` in front its subdomains, or with `.*` behind each public suffix. */
const HostPattern = v.pipe(
  Text,
  v.regex(/^(?:\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*(?:\.\*)?$/, 'expected a host, *.host or host.*'),
);

/** Compared with path and query, or with host, path and query; see `openGlob`. */
const Pattern = Text;

const WrapperRuleSchema = v.pipe(
  v.strictObject({
    /** Told as the wrapper that was opened. */
    id: Text,
    hosts: v.pipe(v.array(HostPattern), v.minLength(1), v.maxLength(MAXIMUM_WORDS)),
    path: Pattern,
    parameters: v.optional(v.pipe(v.array(Text), v.maxLength(MAXIMUM_WORDS)), []),
    encoding: v.optional(v.picklist(WRAPPER_ENCODINGS), 'parameter'),
    scheme: v.optional(v.literal('http')),
    except: v.optional(v.pipe(v.array(Pattern), v.maxLength(MAXIMUM_WORDS)), []),
  }),
  v.check(
    ({ encoding }) => encoding !== 'none' && encoding !== 'tail',
    'encoding: expected one that carries a whole destination',
  ),
  v.check(
    ({ encoding, parameters }) => !encoding.startsWith('parameter') || parameters.length > 0,
    'expected the name of a parameter',
  ),
  v.check(
    ({ encoding, path }) => !/^(?:path|segment)/.test(encoding) || /^\/[^*?]*\*$/.test(path),
    'expected the beginning of a path and a * to read the rest of the path',
  ),
);

const CleanerRuleSchema = v.strictObject({
  /** None for every host. */
  hosts: v.pipe(v.array(HostPattern), v.maxLength(MAXIMUM_WORDS)),
  path: v.optional(Pattern, '*'),
  /** Names of parameters; a `*` at the end stands for any rest. */
  names: v.pipe(
    v.array(v.pipe(Text, v.regex(/^[^*]+\*?$/, 'expected a name, or its beginning and a *'))),
    v.minLength(1),
    v.maxLength(MAXIMUM_WORDS),
  ),
  except: v.optional(v.pipe(v.array(Pattern), v.maxLength(MAXIMUM_WORDS)), []),
});

export const LinkRulesSchema = v.strictObject({
  wrappers: v.optional(v.pipe(v.array(WrapperRuleSchema), v.maxLength(MAXIMUM_RULES)), []),
  cleaners: v.optional(v.pipe(v.array(CleanerRuleSchema), v.maxLength(MAXIMUM_RULES)), []),
});

export type LinkRules = v.InferOutput<typeof LinkRulesSchema>;
export type WrapperRule = LinkRules['wrappers'][number];
export type CleanerRule = LinkRules['cleaners'][number];

export const NO_LINK_RULES: LinkRules = { wrappers: [], cleaners: [] };

/** The former come first where two speak of one address. */
export function joinLinkRules(all: readonly LinkRules[]): LinkRules {
  return {
    wrappers: all.flatMap(({ wrappers }) => wrappers),
    cleaners: all.flatMap(({ cleaners }) => cleaners),
  };
}
