/** Rulesets that a good key has signed, as a hostile author would write them. */
import * as v from 'valibot';
import { type Manifest, sha256Of } from '../../src/policy/index.ts';
import { signDocument } from '../../src/policy/ruleset/trust/envelope.ts';
import type { Published } from '../support/publisher.ts';
import type { PolicyService } from '../support/service.ts';

export interface HostileRuleset {
  readonly what: string;
  readonly manifestBytes: Uint8Array<ArrayBuffer>;
  /** The part that is another one, where there is one, and its SHA-256. */
  readonly part?: {
    readonly name: 'policy' | 'grades' | 'rules';
    readonly sha256: string;
    readonly bytes: Uint8Array<ArrayBuffer>;
  };
}

type Written =
  | { readonly part: 'policy' | 'grades' | 'rules'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly manifest: Record<string, unknown> };

const MEGABYTE = 1024 * 1024;
const DEEP = 100_000;

export async function hostileRulesets(
  { key }: Pick<PolicyService, 'key'>,
  published: Published,
  markup: string,
): Promise<readonly HostileRuleset[]> {
  const policy = JSON.parse(textOf(published.parts.policy)) as Record<string, unknown>;
  const written = Object.entries(writtenBy(published, policy, markup));
  return Promise.all(
    written.map(async ([what, one]) => ({ what, ...(await sign(published, one, key)) })),
  );
}

function writtenBy(
  { manifest, parts }: Published,
  policy: Readonly<Record<string, unknown>>,
  markup: string,
): Readonly<Record<string, Written>> {
  const policyOf = (more: object): Written => ({
    part: 'policy',
    bytes: bytesOf(JSON.stringify({ ...policy, ...more })),
  });
  const [list] = manifest.lists;
  const many = Array.from({ length: 513 }, (_, index) => ({ ...list, list: `list-${index}` }));
  return {
    'a policy with styles and a script': policyOf({ style: 'body{display:none}', script: markup }),
    'a policy whose id is markup': policyOf({ id: markup }),
    'a policy whose name has no end': policyOf({ name: { en: markup.repeat(1000), zh: '' } }),
    'a policy that names sites by an expression that never ends': policyOf({
      sitesOff: ['(a+)+$'],
    }),
    'a policy with more rules than anybody reads': policyOf({
      categories: Array.from({ length: 257 }, (_, index) => ({
        ...{ id: `rule-${index}`, categories: ['shopping'], action: 'block' },
      })),
    }),
    'a policy that would be every object’s prototype': {
      part: 'policy',
      bytes: bytesOf(JSON.stringify(policy).replace('{', '{"__proto__":{"action":"open"},')),
    },
    'a policy that is nested without end': {
      part: 'policy',
      bytes: bytesOf(`${'['.repeat(DEEP)}${']'.repeat(DEEP)}`),
    },
    'a policy of more than a megabyte': {
      part: 'policy',
      bytes: bytesOf(JSON.stringify(policy).padEnd(MEGABYTE + 1)),
    },
    'grades of a provider whose id is markup': {
      part: 'grades',
      bytes: bytesOf(JSON.stringify({ [markup]: 'E' })),
    },
    'a list whose name is markup': { manifest: { lists: [{ ...list, list: markup }] } },
    'more lists than there can be': { manifest: { lists: many } },
    'a million rules more than it has': { manifest: { ruleCount: manifest.ruleCount + 1_000_000 } },
    'rules of which the end is missing': {
      part: 'rules',
      bytes: parts.rules.slice(0, parts.rules.length - 8),
    },
    'rules that say that they are as many as can be said': {
      part: 'rules',
      bytes: filled(parts.rules),
    },
  };
}

/** With the greatest number at every place of the header after its name. */
function filled(rules: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(rules).fill(0xff, 8, 32);
}

/** Signed as the next version, with all that follows from it. */
async function sign(
  { manifest, position }: Published,
  written: Written,
  key: PolicyService['key'],
): Promise<Omit<HostileRuleset, 'what'>> {
  const { version, head, history } = position;
  const next = {
    ...manifest,
    ...{ version: version + 1, former: { version, head }, history: history.slice(-30), deltas: [] },
  };
  if ('manifest' in written) {
    return { manifestBytes: await signAny({ ...next, ...written.manifest }, key) };
  }
  const { part, bytes } = written;
  const sha256 = await sha256Of(bytes);
  const parts = { ...next.parts, [part]: { size: bytes.length, sha256 } };
  return {
    manifestBytes: await signAny({ ...next, parts }, key),
    part: { name: part, sha256, bytes },
  };
}

function signAny(manifest: Manifest | object, key: PolicyService['key']) {
  return signDocument('manifest', v.unknown(), manifest, [key]);
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
