import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ActInput, act, decidedBy, wouldBe } from '../../src/policy/act.ts';
import { ACTIONS, isStricter } from '../../src/policy/action.ts';
import { CATEGORIES } from '../../src/policy/category.ts';
import { CONTEXTS, type Context } from '../../src/policy/context.ts';
import type { Exception } from '../../src/policy/exception.ts';
import { GRADES } from '../../src/policy/grade.ts';
import { NO_MANAGED_SETTINGS } from '../../src/policy/managed/managed.ts';
import { packagedPolicy } from '../../src/policy/policies/packaged.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { CHOICES, type Choice, NO_PERSONAL_SETTINGS } from '../../src/policy/settings.ts';
import { AUTHORITIES } from '../../src/policy/trace.ts';
import { understand } from '../../src/policy/understand.ts';
import type { Verdict } from '../../src/policy/verdict.ts';
import { isSevere, VIOLATIONS } from '../../src/policy/violation.ts';
import {
  actInput,
  harmful,
  LOOK_ALIKE,
  link,
  SHORTENER,
  SOURCE,
  shop,
  UNLISTED,
} from './sample.ts';

const SUSPICIOUS: Verdict = { kind: 'suspicious', signs: [LOOK_ALIKE], source: SOURCE };
const wechat = packagedPolicy('wechat-2021');

function choice(context: Context, says: Choice) {
  return { ...NO_PERSONAL_SETTINGS, contexts: { [context]: says } };
}

function exception(overrides: Partial<Exception> = {}): Exception {
  return {
    id: 'e1',
    scope: 'origin',
    value: 'https://news.example',
    madeAt: 0,
    expiresAt: null,
    madeIn: 'direct',
    ...overrides,
  };
}

function actionOf(overrides: Partial<ActInput>): string {
  return act(actInput(overrides)).action;
}

describe('act under the everyday policy', () => {
  test.each(CONTEXTS)('opens an unlisted link in %s', (context) => {
    expect(actionOf({ context })).toBe('open');
  });

  test.each([
    ['phishing', 'block'],
    ['malware', 'block'],
    ['unlawful', 'block'],
    ['fraud', 'warn'],
    ['harassment', 'warn'],
    ['privacy', 'warn'],
    ['inducement', 'ask'],
    ['marketing', 'ask'],
  ] as const)('answers %s with %s', (violation, action) => {
    expect(actionOf({ verdict: harmful(violation) })).toBe(action);
  });

  test('warns of a suspicious link', () => {
    expect(actionOf({ verdict: SUSPICIOUS })).toBe('warn');
  });

  test('asks before a third-party shortener', () => {
    expect(actionOf({ link: link({ signs: [SHORTENER] }) })).toBe('ask');
  });

  test.each([
    ['A', 'open'],
    ['unrated', 'open'],
    ['D', 'ask'],
    ['E', 'ask'],
  ] as const)('answers grade %s with %s', (grade, action) => {
    expect(actionOf({ grade, link: link({ provider: shop('a') }) })).toBe(action);
  });

  test('asks where nothing is known', () => {
    expect(actionOf({ verdict: { kind: 'unknown', cause: 'stale-ruleset' } })).toBe('ask');
  });
});

describe('act under the policy of 2021', () => {
  const at = (iso: string, overrides: Partial<ActInput>) =>
    actionOf({ policy: wechat, now: Date.parse(iso), ...overrides });
  const shopping = { context: 'group', link: link({ provider: shop('a') }) } as const;

  test('asks one-to-one until the first stage', () => {
    expect(at('2021-09-16T15:59:59Z', {})).toBe('ask');
    expect(at('2021-09-16T16:00:00Z', {})).toBe('open');
  });

  test('asks one-to-one below the minimum version', () => {
    expect(at('2022-01-01T00:00:00Z', { version: '0.0.9' })).toBe('ask');
  });

  test('opens shopping in groups from the second stage on', () => {
    expect(at('2021-11-28T15:59:59Z', shopping)).toBe('ask');
    expect(at('2021-11-28T16:00:00Z', shopping)).toBe('open');
  });

  test('asks for everything else in groups', () => {
    const video = link({ provider: shop('b', 'short-video') });
    expect(at('2026-01-01T00:00:00Z', { context: 'group', link: video })).toBe('ask');
    expect(at('2026-01-01T00:00:00Z', { context: 'group' })).toBe('ask');
    expect(at('2026-01-01T00:00:00Z', { context: 'channel' })).toBe('ask');
  });

  test('lets the person change it', () => {
    const personal = { contexts: { group: 'open' as const }, categories: {}, sites: {} };
    expect(at('2026-01-01T00:00:00Z', { context: 'group', personal })).toBe('open');
  });

  test('opens for the share of users that a stage names', () => {
    const policy = {
      ...wechat,
      stages: wechat.stages.map((stage) => ({ ...stage, share: 0.25 })),
    };
    expect(actionOf({ policy, share: 0.2499 })).toBe('open');
    expect(actionOf({ policy, share: 0.25 })).toBe('ask');
  });
});

describe('act by order of authority', () => {
  const openAll = {
    contexts: Object.fromEntries(CONTEXTS.map((context) => [context, 'open' as const])),
    categories: {},
    sites: {},
  };

  test("an administrator's lists come before everything", () => {
    const managed = { block: ['news.example'], allow: [], contexts: {} };
    expect(actionOf({ managed, exceptions: [exception()] })).toBe('block');
    const allowing = { block: [], allow: ['news.example'], contexts: {} };
    expect(actionOf({ managed: allowing, verdict: harmful('phishing') })).toBe('open');
    const both = { block: ['news.example'], allow: ['example'], contexts: {} };
    expect(actionOf({ managed: both })).toBe('block');
  });

  test('an answered question is not asked again, and lifts nothing else', () => {
    const policy: Policy = {
      ...packagedPolicy('everyday'),
      contexts: { ...packagedPolicy('everyday').contexts, direct: 'ask' },
    };
    const url = link().destination ?? '';
    const exceptions = [exception({ scope: 'url', value: url, lifts: 'ask' })];
    expect(actionOf({ policy })).toBe('ask');
    expect(actionOf({ policy, exceptions })).toBe('open');
    expect(actionOf({ policy, exceptions, conversation: 'one' })).toBe('ask');
    const inOne = exceptions.map((answer) => ({ ...answer, conversation: 'one' }));
    expect(actionOf({ policy, exceptions: inOne, conversation: 'one' })).toBe('open');
    expect(actionOf({ policy, exceptions: inOne, conversation: 'two' })).toBe('ask');
    expect(actionOf({ policy, exceptions: inOne })).toBe('ask');
    expect(
      actionOf({ policy, exceptions, context: 'group', personal: choice('group', 'ask') }),
    ).toBe('ask');
    expect(actionOf({ policy, exceptions, personal: choice('direct', 'block') })).toBe('block');
    expect(
      actionOf({
        policy,
        exceptions,
        managed: { block: [], allow: [], contexts: { direct: 'ask' } },
      }),
    ).toBe('ask');
    for (const verdict of [SUSPICIOUS, harmful('inducement'), harmful('fraud')]) {
      expect(actionOf({ policy, exceptions, verdict })).toBe(actionOf({ policy, verdict }));
    }
    const unknown: Verdict = { kind: 'unknown', cause: 'service-unreachable' };
    const strict: Policy = { ...policy, unknown: 'ask' };
    expect(actionOf({ policy: strict, exceptions, verdict: unknown })).toBe('ask');
  });

  test('an exception lifts a suspicion and never a severe violation', () => {
    const exceptions = [exception()];
    expect(actionOf({ exceptions, verdict: SUSPICIOUS })).toBe('open');
    expect(actionOf({ exceptions, verdict: harmful('inducement') })).toBe('open');
    expect(actionOf({ exceptions, verdict: harmful('fraud') })).toBe('warn');
    expect(actionOf({ exceptions, verdict: harmful('phishing') })).toBe('block');
  });

  test('an exception never lifts a lesser violation that its list holds to be severe', () => {
    const verdict = harmful('inducement');
    if (verdict.kind !== 'harmful') throw new Error('not harmful');
    const raised = { ...verdict, match: { ...verdict.match, severity: 'severe' as const } };
    expect(actionOf({ exceptions: [exception()], verdict: raised })).toBe('warn');
  });

  test('an exception ends when it expires', () => {
    const exceptions = [exception({ expiresAt: 1000 })];
    const verdict = SUSPICIOUS;
    expect(actionOf({ exceptions, verdict, now: 999 })).toBe('open');
    expect(actionOf({ exceptions, verdict, now: 1000 })).toBe('warn');
  });

  test('an exception for an origin says nothing of another origin', () => {
    const exceptions = [exception({ value: 'http://news.example' })];
    expect(actionOf({ exceptions, verdict: SUSPICIOUS })).toBe('warn');
  });

  test('a general choice never silences a suspicion, a listing or an unknown', () => {
    const personal = openAll;
    expect(actionOf({ personal, verdict: SUSPICIOUS })).toBe('warn');
    expect(actionOf({ personal, verdict: harmful('marketing') })).toBe('ask');
    expect(actionOf({ personal, verdict: { kind: 'unknown', cause: 'no-ruleset' } })).toBe('ask');
  });

  test('a general choice outranks stages, grades, weak signs and the default', () => {
    const low = link({ provider: shop('a'), signs: [SHORTENER] });
    expect(actionOf({ personal: openAll, link: low, grade: 'E' })).toBe('open');
    const blocking = { contexts: { direct: 'block' as const }, categories: {}, sites: {} };
    expect(actionOf({ personal: blocking, policy: wechat })).toBe('block');
  });

  test('the finest choice counts', () => {
    const provided = link({ provider: shop('a') });
    const personal = {
      contexts: { direct: 'block' as const },
      categories: { shopping: 'ask' as const },
      sites: { demo: 'open' as const },
    };
    expect(actionOf({ personal, link: provided })).toBe('open');
    expect(actionOf({ personal: { ...personal, sites: {} }, link: provided })).toBe('ask');
    expect(actionOf({ personal: { ...personal, sites: {}, categories: {} } })).toBe('block');
  });

  test('a choice for a kind of destination in one kind of conversation is finer than in all', () => {
    const provided = link({ provider: shop('a') });
    const personal = {
      contexts: { group: 'block' as const },
      categories: { shopping: 'ask' as const, 'shopping/group': 'open' as const },
      sites: {},
    };
    const at = (context: Context) => act(actInput({ personal, link: provided, context }));
    expect(at('group').action).toBe('open');
    expect(at('direct').action).toBe('ask');
    expect(actionOf({ personal, link: link(), context: 'group' })).toBe('block');
    const spoke = at('group').trace.map(({ rule, effect }) => `${rule} ${effect}`);
    expect(spoke.slice(0, 3)).toEqual([
      'category-shopping/group decided',
      'category-shopping overruled',
      'own-group overruled',
    ]);
    const sites = { demo: 'block' as const };
    const chosen = { personal: { ...personal, sites }, link: provided };
    expect(actionOf({ ...chosen, context: 'group' })).toBe('block');
  });

  test('a locked choice stands in the place of the own one', () => {
    const managed = { block: [], allow: [], contexts: { direct: 'ask' as const } };
    const { action, trace } = act(actInput({ personal: openAll, managed }));
    expect(action).toBe('ask');
    expect(decidedBy(trace)).toMatchObject({ source: 'managed', rule: 'context-direct' });
    expect(trace).toContainEqual(
      expect.objectContaining({ rule: 'own-direct', effect: 'overruled' }),
    );
  });
});

describe('act on an address of a provider that carries an address of somebody else', () => {
  const provider = shop('great');
  const own = link({ provider });
  const carrying = link({ provider, carries: 'other.example' });
  const policy = packagedPolicy('wechat-2021');

  test('opens nothing for the sake of the provider', () => {
    const shared = { context: 'group', policy, now: Date.parse('2022-01-01T00:00:00Z') } as const;
    expect(act(actInput({ ...shared, link: own })).action).toBe('open');
    expect(act(actInput({ ...shared, link: carrying })).action).toBe('ask');
    for (const chosen of ['shopping', 'shopping/group']) {
      const personal = { ...NO_PERSONAL_SETTINGS, categories: { [chosen]: 'open' as const } };
      expect(act(actInput({ ...shared, link: carrying, personal })).action).toBe('ask');
    }
    const byGrade: Policy = { ...policy, stages: [], categories: [], grades: { A: 'open' } };
    const graded = { ...shared, policy: byGrade, grade: 'A' } as const;
    expect(act(actInput({ ...graded, link: own })).action).toBe('open');
    expect(act(actInput({ ...graded, link: carrying })).action).toBe('ask');
  });

  test('is as strict with it as with the provider', () => {
    const personal = { ...NO_PERSONAL_SETTINGS, categories: { shopping: 'block' } } as const;
    expect(act(actInput({ link: carrying, personal })).action).toBe('block');
  });
});

describe('act between stages of one instant', () => {
  const [first] = wechat.stages;
  if (first === undefined) throw new Error('the policy of 2021 has stages');
  const stages = [
    { ...first, id: 'lax', action: 'open' as const },
    { ...first, id: 'strict', action: 'block' as const },
    { ...first, id: 'middle', action: 'ask' as const },
  ];
  const effectsOf = (several: typeof stages) =>
    act(actInput({ policy: { ...wechat, stages: several } }))
      .trace.filter(({ authority }) => authority === 'stage')
      .map(({ rule, effect }) => `${rule} ${effect}`);

  test('the strictest decides, in whatever order they stand', () => {
    const expected = ['strict decided', 'middle overruled', 'lax overruled'];
    expect(effectsOf(stages)).toEqual(expected);
    expect(effectsOf([...stages].reverse())).toEqual(expected);
  });

  test('one that writes the same instant in another zone is one of them', () => {
    const [lax, strict] = stages.map((stage) => ({ ...stage }));
    if (lax === undefined || strict === undefined) throw new Error('there are three');
    lax.from = '2021-09-16T16:00:00Z';
    expect(effectsOf([lax, strict])).toEqual(['strict decided', 'lax overruled']);
  });

  test('only one is said to have decided, also where two share an id', () => {
    const twins = stages.map((stage) => ({ ...stage, id: 'twin' }));
    expect(effectsOf(twins)).toEqual(['twin decided', 'twin overruled', 'twin overruled']);
  });

  test('a later one decides, also when it is weaker', () => {
    const later = { ...first, id: 'later', from: '2022-01-01T00:00:00Z', action: 'open' as const };
    expect(effectsOf([...stages, later])[0]).toBe('later decided');
  });
});

describe('act on an address that is neither http nor https', () => {
  const everyday = packagedPolicy('everyday');
  const unparsable: Verdict = { kind: 'unknown', cause: 'unparsable-url' };
  const decide = (input: string, overrides: Partial<ActInput> = {}) =>
    act(actInput({ link: understand(input), verdict: unparsable, ...overrides }));

  test.each(['weixin', 'mailto', 'javascript', 'data'])(
    'says that %s: leads to no page, not that it cannot be read',
    (scheme) => {
      const { action, trace } = decide(`${scheme}:dl`);
      expect(action).toBe('ask');
      expect(decidedBy(trace)).toMatchObject({
        authority: 'verdict',
        source: 'sign',
        rule: 'non-http-scheme',
        detail: { scheme },
      });
    },
  );

  test('says of what cannot be read that it cannot be read', () => {
    expect(decidedBy(decide('not an address').trace)).toMatchObject({
      source: 'engine',
      rule: 'unparsable-url',
    });
  });

  const lax = {
    policy: { ...everyday, unknown: 'open' as const, signs: {} },
    personal: { contexts: { direct: 'open' as const }, categories: {}, sites: {} },
  };

  test.each([
    ['javascript:alert(1)', 'ask'],
    ['JavaScript:alert(1)', 'ask'],
    [' java\nscript:alert(1)', 'ask'],
    ['data:text/html,x', 'ask'],
    ['file:///etc/hosts', 'ask'],
    ['blob:https://a.example/1', 'ask'],
    ['weixin://dl', 'open'],
    ['mailto:a@b.example', 'open'],
  ])('under a policy that opens what is unknown, answers %j with %s', (input, action) => {
    expect(decide(input, lax).action).toBe(action);
  });

  test('tells it once, with the stricter of the two words that the policy has for it', () => {
    const rules = (overrides: Partial<ActInput> = {}) =>
      decide('weixin://dl', overrides).trace.map(({ rule, says }) => `${rule} ${says}`);
    expect(rules()).toEqual(['non-http-scheme ask', 'context-direct open']);
    const signs = { 'non-http-scheme': 'block' as const };
    const policy = { ...everyday, signs };
    expect(rules({ policy })).toEqual(['non-http-scheme block', 'context-direct open']);
  });

  test('is as strict with every scheme as the policy is with what is unknown', () => {
    const policy = { ...everyday, unknown: 'block' as const };
    expect(decide('weixin://dl', { policy }).action).toBe('block');
    expect(decide('javascript:x', { policy }).action).toBe('block');
  });
});

describe('the trace', () => {
  const anything: fc.Arbitrary<Partial<ActInput>> = fc.record({
    verdict: fc.oneof(
      fc.constant(UNLISTED),
      fc.constant(SUSPICIOUS),
      fc.constantFrom(...VIOLATIONS).map(harmful),
      fc.constant<Verdict>({ kind: 'unknown', cause: 'no-ruleset' }),
    ),
    context: fc.constantFrom(...CONTEXTS),
    grade: fc.constantFrom(...GRADES),
    policy: fc.constantFrom(packagedPolicy('everyday'), wechat),
    link: fc
      .record({ category: fc.constantFrom(...CATEGORIES), isShort: fc.boolean() })
      .map(({ category, isShort }) =>
        link({ provider: shop('a', category), signs: isShort ? [SHORTENER] : [] }),
      ),
    personal: fc
      .dictionary(fc.constantFrom(...CONTEXTS), fc.constantFrom(...CHOICES))
      .map((contexts) => ({ contexts, categories: {}, sites: {} })),
    exceptions: fc.constantFrom([], [exception()]),
  });

  test('names exactly one step that decided, and its action', () => {
    fc.assert(
      fc.property(anything, (overrides) => {
        const { action, trace } = act(actInput(overrides));
        const deciding = trace.filter((step) => step.effect === 'decided');
        expect(deciding.map((step) => step.says)).toEqual([action]);
      }),
    );
  });

  test('stands in the order of authority and ends with the default', () => {
    fc.assert(
      fc.property(anything, (overrides) => {
        const { trace } = act(actInput(overrides));
        const order = trace.map((step) => AUTHORITIES.indexOf(step.authority));
        expect(order).toEqual([...order].sort((a, b) => a - b));
        expect(trace.at(-1)?.authority).toBe('default');
      }),
    );
  });

  test('a severe violation is never weaker than a warning', () => {
    fc.assert(
      fc.property(anything, (overrides) => {
        const { verdict, policy } = actInput(overrides);
        if (verdict.kind !== 'harmful' || !isSevere(verdict.match.violation)) return;
        const weakened = { ...policy, violations: { ...policy.violations } };
        for (const violation of VIOLATIONS) weakened.violations[violation] = 'open';
        expect(isStricter('warn', act(actInput({ ...overrides, policy: weakened })).action)).toBe(
          false,
        );
      }),
    );
  });

  test('treats two providers of one category alike', () => {
    fc.assert(
      fc.property(anything, fc.constantFrom(...CATEGORIES), (overrides, category) => {
        const of = (id: string) =>
          act(actInput({ ...overrides, link: link({ provider: shop(id, category) }) }));
        expect(of('taobao')).toEqual(of('somebody-else'));
      }),
    );
  });

  test('a stricter choice never makes anything weaker', () => {
    fc.assert(
      fc.property(anything, (overrides) => {
        const { context } = actInput(overrides);
        const strictness = CHOICES.map((choice) => {
          const personal = { contexts: { [context]: choice }, categories: {}, sites: {} };
          const { action } = act(actInput({ ...overrides, personal, exceptions: [] }));
          return ACTIONS.indexOf(action);
        });
        expect(strictness).toEqual([...strictness].sort((a, b) => a - b));
      }),
    );
  });
});

describe('act where it is only reported', () => {
  const managed = { ...NO_MANAGED_SETTINGS, reportOnly: true };

  test.each([
    ['phishing', { verdict: harmful('phishing') }],
    ['a look-alike', { verdict: SUSPICIOUS }],
    ['an unknown', { verdict: { kind: 'unknown', cause: 'no-ruleset' } as const }],
    ['what a person blocks', { personal: choice('direct', 'block') }],
  ])('opens %s, and keeps what would have been', (_, overrides) => {
    const would = act(actInput(overrides));
    const decision = act(actInput({ ...overrides, managed }));
    expect(decision.action).toBe('open');
    expect(decidedBy(decision.trace)).toMatchObject({
      ...{ source: 'managed', rule: 'report-only', detail: { would: would.action } },
    });
    expect(decision.trace.slice(1).map(({ rule }) => rule)).toEqual(
      would.trace.map(({ rule }) => rule),
    );
    expect(wouldBe(decision)).toBe(would.action);
  });

  test('says nothing of what opens anyway', () => {
    expect(act(actInput({ managed }))).toEqual(act(actInput()));
    expect(wouldBe(act(actInput({ managed })))).toBe('open');
  });
});
