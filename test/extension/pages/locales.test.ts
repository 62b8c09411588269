import { globSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { reasonKeys } from '../../../src/extension/background/verdict/reason.ts';
import { SAMPLES } from '../../../src/extension/background/verdict/samples.ts';
import {
  ACTIONS,
  CATEGORIES,
  CHOICES,
  CLIENT_PARTS,
  CONTEXTS,
  EXCEPTION_SCOPES,
  FEATURE_KINDS,
  HOST_PARTS,
  LANGUAGES,
  MANAGED_KEYS,
  SIGN_KINDS,
  VIOLATIONS,
} from '../../../src/policy/index.ts';
import { APPEAL_OUTCOMES, COMPLAINT_KINDS, COMPLAINT_STATES } from '../../../src/redress/index.ts';
import { LOCALES, messagesOf, speak } from './speaking-browser.ts';

speak('en');
const { PROBLEMS } = await import('../../../src/extension/storage/problems.ts');

const keys = (prefix: string, ids: readonly string[]) =>
  ids.map((id) => `${prefix}_${id.replaceAll('-', '_')}`);

const WHERE_IN_THE_LINK = ['bidi-control', 'zero-width'];

/** Keys that code builds from the values of a closed set, and the manifest's own. */
const CLOSED_SETS: Readonly<Record<string, readonly string[]>> = {
  'the manifest': ['name', 'description', 'command_try'],
  actions: [
    ...keys('mark', [...ACTIONS, 'pending']),
    ...keys('action', ACTIONS),
    ...keys('gate_title', ACTIONS),
  ],
  hints: keys(
    'hint',
    ACTIONS.filter((action) => action !== 'open'),
  ),
  choices: keys('choice', [...CHOICES, 'policy']),
  contexts: [...keys('context', CONTEXTS), ...keys('links_in', CONTEXTS)],
  violations: [...keys('violation', VIOLATIONS), ...keys('reason_harmful', VIOLATIONS)],
  'kinds of sign': [
    ...keys('reason_sign', SIGN_KINDS),
    ...SIGN_KINDS.flatMap((kind) =>
      WHERE_IN_THE_LINK.includes(kind)
        ? keys(`trace_sign_${kind}`.replaceAll('-', '_'), ['text', 'address'])
        : keys('trace_sign', [kind]),
    ),
  ],
  'what is unusual about an address': keys('unusual', FEATURE_KINDS),
  'causes of not knowing': ['reason', 'trace'].flatMap((what) =>
    keys(`${what}_unknown`, [
      'no-ruleset',
      'stale-ruleset',
      'service-unreachable',
      'outside-coverage',
      'unparsable-url',
      'site-unrecognised',
    ]),
  ),
  'reasons that the background gives': reasonKeys(),
  'problems that the background knows': keys('problem', [
    ...PROBLEMS,
    'page-degraded',
    'page-unread',
  ]),
  'what can be done about a problem': keys('todo', [
    'storage-full',
    'storage-broken',
    'service-unreachable',
    'no-permission',
    'net-failed',
    'not-registered',
    'no-ruleset',
    'ruleset-stale',
    'ruleset-revoked',
    'update-clock',
    'page-degraded',
    'page-unread',
  ]),
  'ways to be stale': keys('ruleset_stale', ['expired', 'superseded', 'keys', 'clock']),
  'states of protection': keys('state', ['protecting', 'degraded', 'not-protecting']),
  'states of the service': keys('service', ['reachable', 'unreachable', 'not-asked-yet']),
  'kinds of complaint': [...keys('kind', COMPLAINT_KINDS), ...keys('kind_short', COMPLAINT_KINDS)],
  'states of a complaint': keys('complaint_state', ['waiting', 'refused', ...COMPLAINT_STATES]),
  'scopes of an exception': [
    ...keys('exception_scope', EXCEPTION_SCOPES),
    ...keys('trace_exception', EXCEPTION_SCOPES),
    ...keys('scope', EXCEPTION_SCOPES),
  ],
  categories: keys('category', CATEGORIES),
  'what an administrator can set': ['managed_key', 'managed_help'].flatMap((prefix) =>
    Object.keys(MANAGED_KEYS).map((key) => `${prefix}_${key}`),
  ),
  'sample links': keys(
    'sample',
    SAMPLES.map(({ id }) => id),
  ),
  'settings that a file holds': keys('setting', [
    'contexts',
    'categories',
    'sites',
    'lookups',
    'logsLookUps',
    'hints',
    'language',
    'exceptions',
    'turnedOn',
    'sitesOff',
    'customSites',
  ]),
  'parts of a ruleset': keys('part', [...CLIENT_PARTS, ...HOST_PARTS]),
  'outcomes of an appeal': keys('appeal', APPEAL_OUTCOMES),
  'steps of the self-test': keys('diag', [
    'access',
    'turned_on',
    'net',
    'alarms',
    'storage',
    'database',
    'ruleset',
    'service',
  ]),
};

const english = messagesOf('en');

describe('messages', () => {
  test('are there in every language that can be chosen', () => {
    const folders = readdirSync(new URL('../../../public/_locales', import.meta.url));
    expect(LANGUAGES).toEqual(['browser', ...folders.sort()]);
    expect(LOCALES).toEqual(folders);
  });

  test.each(LOCALES)('%s has the same keys as English', (locale) => {
    expect(Object.keys(messagesOf(locale)).sort()).toEqual(Object.keys(english).sort());
  });

  test.each(LOCALES)('%s uses the same placeholders as English', (locale) => {
    const places = (key: string, of: typeof english) =>
      [...new Set(of[key]?.message.match(/\$[1-9]/g))].sort();
    const translated = messagesOf(locale);
    const different = Object.keys(english).filter(
      (key) => places(key, english).join() !== places(key, translated).join(),
    );
    expect(different).toEqual([]);
  });

  test.each(LOCALES)('%s leaves nothing empty and no dollar sign that is not a place', (locale) => {
    const wrong = Object.entries(messagesOf(locale)).filter(
      ([, { message }]) => message.trim() === '' || /\$(?![1-9])/.test(message),
    );
    expect(wrong).toEqual([]);
  });

  test('every English message with places describes them', () => {
    const silent = Object.entries(english).filter(
      ([, { message, description }]) => message.includes('$1') && !description?.includes('$1'),
    );
    expect(silent).toEqual([]);
  });

  test('Chinese is Chinese, but for the names of things', () => {
    const chinese = messagesOf('zh_CN');
    const foreign = Object.keys(chinese).filter(
      (key) => !/\p{Script=Han}/u.test(chinese[key]?.message ?? ''),
    );
    expect(foreign.sort()).toEqual(['complaint_count', 'language']);
  });

  test('the description fits the limit of the browsers, 132 characters', () => {
    for (const locale of LOCALES) {
      expect(messagesOf(locale).description?.message.length).toBeLessThanOrEqual(132);
    }
  });

  test.each(Object.entries(CLOSED_SETS))('%s have words', (_, wanted) => {
    expect(wanted.filter((key) => !Object.hasOwn(english, key))).toEqual([]);
  });
});

describe('keys in the code', () => {
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  const code = globSync('src/extension/**/*.{ts,tsx}', { cwd: root })
    .map((file) => readFileSync(root + file, 'utf8'))
    .join('\n');

  test('every key that is written out has words', () => {
    const written = [...code.matchAll(/\b(?:say|sayAny|getMessage|phrase)\(\s*'([^']+)'/g)].map(
      ([, key]) => key ?? '',
    );
    expect(written.length).toBeGreaterThan(50);
    // What begins with @@ is the browser's own.
    const ours = written.filter((key) => !key.startsWith('@@'));
    expect(ours.filter((key) => !Object.hasOwn(english, key))).toEqual([]);
  });

  test('every word is used: its key is written out, or belongs to a closed set', () => {
    const built = new Set(Object.values(CLOSED_SETS).flat());
    const written = new Set([...code.matchAll(/'([a-z][a-z0-9_]*)'/g)].map(([, word]) => word));
    const templates = [...code.matchAll(/say\(\s*`([a-z_]+)\$\{/g)].map(
      ([, prefix]) => prefix ?? '',
    );
    const unused = Object.keys(english).filter(
      (key) =>
        !built.has(key) && !written.has(key) && !templates.some((prefix) => key.startsWith(prefix)),
    );
    expect(unused).toEqual([]);
  });
});
