import { describe, expect, test } from 'vitest';
import {
  AUTHORITIES,
  act,
  FEATURE_KINDS,
  NO_MANAGED_SETTINGS,
  SIGN_KINDS,
  type Sign,
  type TraceStep,
  VIOLATIONS,
} from '../../../../src/policy/index.ts';
import {
  actInput,
  harmful,
  LOOK_ALIKE,
  link,
  SHORTENER,
  SOURCE,
  shop,
} from '../../../policy/sample.ts';
import { LOCALES, speak } from '../speaking-browser.ts';

speak('en');
const { sourceWords, traceWords } = await import(
  '../../../../src/extension/pages/ui/trace-words.ts'
);
const { sayParts } = await import('../../../../src/extension/pages/ui/words.ts');

const SIGNS: Readonly<Record<Sign['kind'], Sign>> = {
  'text-names-other-host': {
    kind: 'text-names-other-host',
    textHost: 'bank.example',
    host: 'evil.test',
  },
  'user-info': { kind: 'user-info', userInfo: 'bank.example', host: 'evil.test' },
  'ip-host': { kind: 'ip-host', host: '192.0.2.7' },
  'bidi-control': { kind: 'bidi-control', where: 'text', codePoint: 'U+202E' },
  'zero-width': { kind: 'zero-width', where: 'address', codePoint: 'U+200B' },
  'mixed-script': { kind: 'mixed-script', label: 'pаypal', scripts: ['Latin', 'Cyrillic'] },
  'look-alike': LOOK_ALIKE,
  'unusual-address': {
    kind: 'unusual-address',
    host: 'gift-88.example',
    points: 40,
    features: FEATURE_KINDS.map((kind) => `${kind}:xyz`),
  },
  'non-http-scheme': { kind: 'non-http-scheme', scheme: 'intent' },
  'opaque-wrapper': SHORTENER,
};

const NEWS = link({ provider: shop('paper', 'news') });

const everyday = actInput().policy;

/** Traces that `act` itself made, so that every sentence stands on what claims really carry. */
const TRACES: readonly (readonly TraceStep[])[] = [
  actInput({ managed: { block: ['news.example'], allow: ['news.example'], contexts: {} } }),
  actInput({ managed: { block: [], allow: [], contexts: { direct: 'block' } } }),
  ...['news.example/story', 'category:news', 'provider:paper'].flatMap((entry) => [
    actInput({ link: NEWS, managed: { ...NO_MANAGED_SETTINGS, block: [entry] } }),
    actInput({ link: NEWS, managed: { ...NO_MANAGED_SETTINGS, allow: [entry] } }),
  ]),
  actInput({
    link: NEWS,
    managed: {
      ...NO_MANAGED_SETTINGS,
      sites: { demo: 'ask' },
      categories: { news: 'ask' },
      recommended: {
        contexts: { direct: 'ask' },
        sites: { demo: 'ask' },
        categories: { news: 'ask' },
      },
      rules: [{ id: 'no-news', categories: ['news'], contexts: ['direct'], action: 'block' }],
      stages: [
        {
          id: 'first',
          from: '2026-01-01T00:00:00Z',
          minimumVersion: '0.0.1',
          contexts: ['direct'],
          categories: ['news'],
          share: 1,
          action: 'open',
          approvedBy: { who: 'the board', on: '2026-01-01', record: 'minutes 7' },
        },
      ],
    },
  }),
  ...VIOLATIONS.map((violation) => actInput({ verdict: harmful(violation) })),
  ...(['url', 'origin', 'site'] as const).map((scope) =>
    actInput({
      exceptions: [
        {
          id: scope,
          scope,
          value: {
            url: 'https://news.example/story',
            origin: 'https://news.example',
            site: 'news.example',
          }[scope],
          madeAt: 0,
          expiresAt: null,
          madeIn: 'direct',
        },
      ],
    }),
  ),
  ...SIGN_KINDS.map((kind) =>
    actInput({ verdict: { kind: 'suspicious', signs: [SIGNS[kind]], source: SOURCE } }),
  ),
  ...(
    [
      'no-ruleset',
      'stale-ruleset',
      'service-unreachable',
      'unparsable-url',
      'site-unrecognised',
    ] as const
  ).map((cause) => actInput({ verdict: { kind: 'unknown', cause } })),
  actInput({
    link: link({ provider: shop('taobao') }),
    personal: {
      contexts: { direct: 'ask' },
      categories: { shopping: 'block', 'shopping/direct': 'ask' },
      sites: { demo: 'open' },
    },
  }),
  actInput({
    link: link({ provider: shop('taobao') }),
    policy: {
      ...everyday,
      grades: { unrated: 'ask' },
      categories: [{ id: 'shops', categories: ['shopping'], contexts: ['direct'], action: 'ask' }],
      stages: [
        {
          id: 'first',
          from: '2021-09-17T00:00:00+08:00',
          minimumVersion: '0.1.0',
          contexts: ['direct'],
          share: 1,
          action: 'open',
          approvedBy: { who: 'the board', on: '2021-09-09', record: 'r-1' },
        },
      ],
    },
  }),
  actInput({ link: link({ provider: shop('taobao') }), grade: 'E' }),
  actInput({ link: link({ signs: [SHORTENER] }) }),
].map((input) => act(input).trace);

const STEPS = TRACES.flat();

describe('traceWords', () => {
  test('the samples hold every authority', () => {
    expect(new Set(STEPS.map(({ authority }) => authority))).toEqual(new Set(AUTHORITIES));
  });

  test.each(LOCALES)('every step is a whole sentence in %s, with nothing left open', (locale) => {
    speak(locale);
    for (const step of STEPS) {
      const parts = sayParts(traceWords(step));
      const sentence = parts.map(({ text }) => text).join('');
      expect(sentence).toMatch(/\S[.。]$|: \S+$|：\S+$|\p{Script=Han}$|example$/u);
      expect(sentence).not.toMatch(/\[|\$\d|undefined/);
      expect(parts.filter(({ isValue, text }) => isValue && text === '')).toEqual([]);
    }
    speak('en');
  });

  test('a listing names what was listed, as a suspicion, and the list', () => {
    const step = STEPS.find(({ authority }) => authority === 'severe-verdict') as TraceStep;
    expect(traceWords(step)).toEqual({
      key: 'trace_listed',
      substitutions: ['bad.example', 'suspected phishing', 'own'],
    });
  });

  test('a listing names since when, and the list’s name for the case, where the service tells', () => {
    const step = STEPS.find(({ authority }) => authority === 'severe-verdict') as TraceStep;
    const detail = { ...step.detail, listedOn: '2026-11-01', evidence: 'case\u202e 7' };
    expect(traceWords({ ...step, detail })).toEqual({
      key: 'trace_listed_since',
      substitutions: ['bad.example', 'suspected phishing', 'own', 'November 1, 2026'],
    });
    expect(sourceWords({ ...step, detail })).toBe('Ruleset 7 · case case[U+202E] 7');
  });

  test('a look-alike names the host as it is before the host as it looks', () => {
    const step = STEPS.find(({ rule }) => rule === 'look-alike') as TraceStep;
    expect(traceWords(step).substitutions).toEqual([
      'xn--tobao-zgb.example',
      'táobao.example',
      'taobao.com',
    ]);
  });

  test('a look-alike in plain letters is named once', () => {
    const step = STEPS.find(({ rule }) => rule === 'look-alike') as TraceStep;
    const plain = {
      ...step,
      detail: { ...step.detail, host: 'ta0bao.com', unicodeHost: 'ta0bao.com' },
    };
    expect(traceWords(plain)).toEqual({
      key: 'trace_sign_look_alike',
      substitutions: ['ta0bao.com', 'taobao.com'],
    });
  });

  test.each(['word', 'front'])('a look-alike by a %s tells whose name it bears', (likeness) => {
    const step = STEPS.find(({ rule }) => rule === 'look-alike') as TraceStep;
    expect(traceWords({ ...step, detail: { ...step.detail, likeness } })).toEqual({
      key: 'trace_sign_look_alike_name',
      substitutions: ['xn--tobao-zgb.example', 'taobao.com'],
    });
  });

  test.each([
    ['en', 'the ending .xyz, the word “gift”, and many digits'],
    ['zh_CN', '以 .xyz 结尾、含有“gift”一词和数字很多'],
  ] as const)('an unusual address tells each thing about it once, in %s', (locale, things) => {
    speak(locale);
    const step = STEPS.find(({ rule }) => rule === 'unusual-address') as TraceStep;
    const features = 'ending:xyz, word:gift, digits:3, digits:2';
    const { substitutions } = traceWords({ ...step, detail: { ...step.detail, features } });
    expect(substitutions).toEqual(['gift-88.example', things]);
    speak('en');
  });

  test('a stage tells its day, its policy and who approved it', () => {
    const step = STEPS.find(
      ({ authority, source }) => authority === 'stage' && source === 'ruleset',
    ) as TraceStep;
    speak('en', 'en-GB');
    expect(traceWords(step).substitutions).toEqual([
      'first',
      'Everyday',
      '17 September 2021',
      'the board',
    ]);
    speak('en');
  });

  test('a sign that is not known yet is still told', () => {
    const step = { ...(STEPS[0] as TraceStep), authority: 'sign', rule: 'new-sign' } as const;
    expect(traceWords(step)).toEqual({ key: 'trace_other', substitutions: ['new-sign'] });
  });
});

describe('sourceWords', () => {
  test('names the version of the ruleset where a step carries it', () => {
    const step = STEPS.find(({ authority }) => authority === 'severe-verdict') as TraceStep;
    expect(sourceWords(step)).toBe('Ruleset 7');
  });

  test('names everyone else who can put a rule there', () => {
    const words = (['managed', 'personal', 'sign', 'engine'] as const).map((source) =>
      sourceWords({ ...(STEPS[0] as TraceStep), source, detail: {} }),
    );
    expect(words).toEqual(['Administrator', 'You', 'Seen on the link itself', 'Link Guard']);
  });
});
