/** Sample links and inputs for tests of `judge` and `act`: plain data, every field overridable. */
import type { ActInput } from '../../src/policy/act.ts';
import { NO_MANAGED_SETTINGS } from '../../src/policy/managed/managed.ts';
import { packagedPolicy } from '../../src/policy/policies/packaged.ts';
import type { Provider } from '../../src/policy/provider/provider.ts';
import { NO_PERSONAL_SETTINGS } from '../../src/policy/settings.ts';
import type { Sign } from '../../src/policy/sign.ts';
import type { Understanding } from '../../src/policy/understand.ts';
import type { ListingSource, Verdict } from '../../src/policy/verdict.ts';
import { isSevere, type Violation } from '../../src/policy/violation.ts';

export const SOURCE: ListingSource = { via: 'ruleset', rulesetVersion: 7 };

export const UNLISTED: Verdict = { kind: 'unlisted', source: SOURCE };

export const SHORTENER: Sign = { kind: 'opaque-wrapper', host: 'short.example' };

export const LOOK_ALIKE: Sign = {
  kind: 'look-alike',
  likeness: 'letters',
  host: 'xn--tobao-zgb.example',
  unicodeHost: 'táobao.example',
  resembles: 'taobao.com',
  providerId: 'taobao',
};

export function shop(id: string, category: Provider['category'] = 'shopping'): Provider {
  return { id, name: { en: id, zh: id }, category, hosts: [`${id}.example`], shareHosts: [] };
}

export function harmful(violation: Violation): Verdict {
  const severity = isSevere(violation) ? 'severe' : 'lesser';
  const rule = { expression: 'bad.example/', effect: 'listed', list: 'own' } as const;
  const match = { ...rule, violation, severity } as const;
  return { kind: 'harmful', match, source: SOURCE };
}

export function link(overrides: Partial<Understanding> = {}): Understanding {
  const input = overrides.input ?? 'https://news.example/story';
  return {
    input,
    canonical: undefined,
    problem: undefined,
    hops: [],
    opaque: undefined,
    destination: input,
    removed: [],
    signs: [],
    provider: undefined,
    carries: undefined,
    addresses: [],
    ...overrides,
  };
}

export function actInput(overrides: Partial<ActInput> = {}): ActInput {
  return {
    link: link(),
    verdict: UNLISTED,
    grade: 'unrated',
    context: 'direct',
    site: 'demo',
    policy: packagedPolicy('everyday'),
    personal: NO_PERSONAL_SETTINGS,
    managed: NO_MANAGED_SETTINGS,
    exceptions: [],
    now: Date.parse('2026-11-20T00:00:00Z'),
    version: '0.1.0',
    share: 0.5,
    ...overrides,
  };
}
