/**
 * Turns each step of a trace into a sentence: its key in `_locales` and what it substitutes. The
 * rule and detail of a step are described beside each claim in `policy/act.ts`.
 */
import {
  type Category,
  type ChosenCategory,
  type Context,
  type FeatureKind,
  partsOfChosen,
  type TraceStep,
} from '../../../policy/index.ts';
import type { Words } from '../../messaging/protocol.ts';
import { categoryName, contextName, policyName, siteName } from './names.ts';
import { onDay } from './time.ts';
import { visibleText } from './visible.ts';
import { language, say, sayAny, snake, type WordKey } from './words.ts';

interface Sentence extends Words {
  readonly key: WordKey;
}

type Violation = Extract<WordKey, `violation_${string}`>;

/** The sentence that tells what this step saw and who put its rule there. */
export function traceWords(step: TraceStep): Sentence {
  switch (step.authority) {
    case 'managed':
      return managed(step);
    case 'severe-verdict':
      return listed(step);
    case 'exception':
      return exception(step);
    case 'verdict':
      return verdict(step);
    case 'personal':
      return personal(step);
    case 'stage':
      return stage(step);
    case 'category':
      return sentence('trace_category', category(seen(step, 'category')), policy(step));
    case 'grade':
      return grade(step);
    case 'sign':
      return sign(step);
    case 'default':
      return sentence('trace_default', context(step), policy(step));
  }
}

/** Who put the rule there, in a word or two. */
export function sourceWords({ source, detail }: TraceStep): string {
  const { rulesetVersion, evidence } = detail;
  if (source !== 'ruleset' || rulesetVersion === undefined) return say(`source_${source}`);
  const version = say('source_ruleset_version', rulesetVersion);
  // The list's own name for the case: somebody else's words.
  return evidence === undefined
    ? version
    : `${version} · ${say('source_evidence', visibleText(String(evidence)))}`;
}

const BLOCKED = {
  host: 'trace_managed_block',
  page: 'trace_managed_block_page',
  category: 'trace_managed_block_category',
  provider: 'trace_managed_block_provider',
} as const;

const ALLOWED: Readonly<Record<keyof typeof BLOCKED, WordKey>> = {
  host: 'trace_managed_allow',
  page: 'trace_managed_allow_page',
  category: 'trace_managed_allow_category',
  provider: 'trace_managed_allow_provider',
};

function managed(step: TraceStep): Sentence {
  if (step.rule === 'report-only')
    return sentence('trace_report_only', sayAny(`action_${seen(step, 'would')}`));
  const words = step.rule === 'allow-list' ? ALLOWED : BLOCKED;
  const kinds = Object.keys(BLOCKED) as (keyof typeof BLOCKED)[];
  const kind = kinds.find((one) => step.detail[one] !== undefined) ?? 'host';
  const name = seen(step, kind);
  return sentence(words[kind], kind === 'category' ? category(name) : name);
}

function listed(step: TraceStep): Sentence {
  const told = [
    // A whole host is named by its name alone.
    seen(step, 'expression').replace(/^([^/]+)\/$/, '$1'),
    say(`violation_${seen(step, 'violation')}` as Violation),
    seen(step, 'list'),
  ];
  const day = seen(step, 'listedOn');
  return day === ''
    ? sentence('trace_listed', ...told)
    : sentence('trace_listed_since', ...told, onDay(day, language()));
}

function exception(step: TraceStep): Sentence {
  const scope = seen(step, 'scope') as 'url' | 'origin' | 'site';
  return sentence(`trace_exception_${scope}`, seen(step, 'value'));
}

function verdict(step: TraceStep): Sentence {
  if (step.source === 'sign') return sign(step);
  if (step.source === 'ruleset') return listed(step);
  return sentence(`trace_unknown_${snake(step.rule)}` as WordKey);
}

function personal(step: TraceStep): Sentence {
  if (step.rule === 'answered') return sentence('trace_answered', context(step));
  if (step.source === 'managed' && step.rule.startsWith('rule-')) {
    return sentence('trace_managed_rule', category(seen(step, 'category')), context(step));
  }
  const by = chooserOf(step);
  const [, of, id = ''] = /^(?:recommended-)?(site|category)-(.+)$/.exec(step.rule) ?? [];
  if (of === 'site') return sentence(CHOSEN[by].site, siteName(id));
  if (of === 'category') return chosenFor(id as ChosenCategory, CHOSEN[by].category);
  return sentence(CHOSEN[by].context, context(step));
}

/** Only a person chooses for a kind of destination in one kind of conversation. */
function chosenFor(id: ChosenCategory, everywhere: WordKey): Sentence {
  const { category, context } = partsOfChosen(id);
  return context === undefined
    ? sentence(everywhere, categoryName(category))
    : sentence('trace_choice_category_in', categoryName(category), contextName(context));
}

type Chooser = 'person' | 'administrator' | 'recommended';

function chooserOf({ source, rule }: TraceStep): Chooser {
  if (source === 'personal') return 'person';
  return rule.startsWith('recommended-') ? 'recommended' : 'administrator';
}

const CHOSEN: Readonly<
  Record<Chooser, Readonly<Record<'site' | 'category' | 'context', WordKey>>>
> = {
  person: {
    site: 'trace_choice_site',
    category: 'trace_choice_category',
    context: 'trace_choice_context',
  },
  administrator: {
    site: 'trace_managed_site',
    category: 'trace_managed_category',
    context: 'trace_managed_locked',
  },
  recommended: {
    site: 'trace_recommended_site',
    category: 'trace_recommended_category',
    context: 'trace_recommended_context',
  },
};

function stage(step: TraceStep): Sentence {
  const date = onDay(seen(step, 'from'), language());
  const approvedBy = seen(step, 'approvedBy');
  return step.source === 'managed'
    ? sentence('trace_managed_stage', step.rule, date, approvedBy)
    : sentence('trace_stage', step.rule, policy(step), date, approvedBy);
}

function grade(step: TraceStep): Sentence {
  const letter = seen(step, 'grade');
  return letter === 'unrated'
    ? sentence('trace_grade_unrated', policy(step))
    : sentence('trace_grade', letter, policy(step));
}

/** What each kind of sign saw, in the order in which its sentence names it. */
const SIGN_DETAILS: Readonly<Record<string, readonly string[]>> = {
  'text-names-other-host': ['textHost', 'host'],
  'user-info': ['userInfo', 'host'],
  'ip-host': ['host'],
  'mixed-script': ['label', 'scripts'],
  'opaque-wrapper': ['host'],
};

function sign(step: TraceStep): Sentence {
  if (step.rule === 'bidi-control' || step.rule === 'zero-width') {
    const where = seen(step, 'where') as 'text' | 'address';
    return sentence(`trace_sign_${snake(step.rule)}_${where}`, seen(step, 'codePoint'));
  }
  if (step.rule === 'non-http-scheme') {
    const scheme = seen(step, 'scheme').replace(/:?$/, ':');
    return sentence('trace_sign_non_http_scheme', scheme);
  }
  if (step.rule === 'look-alike') return lookAlike(step);
  if (step.rule === 'unusual-address') return unusual(step);
  const details = SIGN_DETAILS[step.rule];
  if (details === undefined) return sentence('trace_other', step.rule);
  const key = `trace_sign_${snake(step.rule)}` as WordKey;
  return sentence(key, ...details.map((name) => seen(step, name)));
}

function category(id: string): string {
  return categoryName(id as Category);
}

/** Each kind of thing once, the weightiest first; only words and endings are told by name. */
function unusual(step: TraceStep): Sentence {
  const things = seen(step, 'features')
    .split(', ')
    .map((feature) => {
      const [kind = '', which = ''] = feature.split(':');
      return say(`unusual_${kind as FeatureKind}`, which);
    });
  const list = new Intl.ListFormat(language(), { type: 'conjunction' });
  return sentence('trace_sign_unusual_address', seen(step, 'host'), list.format(new Set(things)));
}

function lookAlike(step: TraceStep): Sentence {
  const [host, letters, other] = [
    seen(step, 'host'),
    seen(step, 'unicodeHost'),
    seen(step, 'resembles'),
  ];
  if (['word', 'front'].includes(seen(step, 'likeness'))) {
    return sentence('trace_sign_look_alike_name', host, other);
  }
  return host === letters
    ? sentence('trace_sign_look_alike', host, other)
    : sentence('trace_sign_look_alike_letters', host, letters, other);
}

function context(step: TraceStep): string {
  return contextName(seen(step, 'context') as Context);
}

function policy(step: TraceStep): string {
  return policyName(seen(step, 'policy'));
}

function seen({ detail }: TraceStep, name: string): string {
  return String(detail[name] ?? '');
}

function sentence(key: WordKey, ...substitutions: readonly string[]): Sentence {
  return { key, substitutions };
}
