import { beforeAll, describe, expect, test } from 'vitest';
import {
  checkAdvance,
  codeOf,
  generateSigningKey,
  isExpired,
  MANIFEST_LIMIT,
  type Manifest,
  openManifest,
  PART_LIMIT,
  parseRootKey,
  parseSigningKey,
  rootKeyOf,
  type SigningKey,
  signManifest,
} from '../../../src/policy/index.ts';

const NOW = Date.parse('2026-01-02T00:00:00Z');
const PART = { size: 3, sha256: 'a'.repeat(64) };
const MANIFEST: Manifest = {
  format: 1,
  version: NOW / 1000,
  issuedAt: '2026-01-02T00:00:00.000Z',
  expiresAt: '2026-02-01T00:00:00.000Z',
  policyId: 'everyday',
  ruleCount: 0,
  parts: { rules: PART, remainders: PART, policy: PART, grades: PART },
};

interface Envelope {
  payload: string;
  signatures: { keyId: string; signature: string }[];
}

let key: SigningKey;
let other: SigningKey;

beforeAll(async () => {
  key = await generateSigningKey();
  other = await generateSigningKey();
});

function read(bytes: Uint8Array): Envelope {
  return JSON.parse(new TextDecoder().decode(bytes)) as Envelope;
}

function write(envelope: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(envelope));
}

async function codeOfOpening(bytes: Uint8Array, rootKeys = [rootKeyOf(key)]) {
  try {
    await openManifest(bytes, rootKeys);
  } catch (error) {
    return codeOf(error);
  }
  return undefined;
}

describe('openManifest', () => {
  test('gives back what was signed', async () => {
    expect(await openManifest(await signManifest(MANIFEST, key), [rootKeyOf(key)])).toEqual(
      MANIFEST,
    );
  });

  test('refuses a manifest of a key that is not known', async () => {
    expect(await codeOfOpening(await signManifest(MANIFEST, other))).toBe('unknown-key');
    expect(await codeOfOpening(await signManifest(MANIFEST, key), [])).toBe('unknown-key');
  });

  test('refuses another key under the name of a known one', async () => {
    const envelope = read(await signManifest(MANIFEST, other));
    for (const signature of envelope.signatures) signature.keyId = key.keyId;
    expect(await codeOfOpening(write(envelope))).toBe('bad-signature');
  });

  test('accepts one valid signature among others, in any order', async () => {
    const envelope = read(await signManifest(MANIFEST, other, key));
    for (const signatures of [envelope.signatures, envelope.signatures.toReversed()]) {
      expect(await codeOfOpening(write({ ...envelope, signatures }))).toBeUndefined();
    }
    const [first, second] = envelope.signatures;
    const broken = { keyId: key.keyId, signature: first?.signature };
    expect(await codeOfOpening(write({ ...envelope, signatures: [broken, second] }))).toBe(
      undefined,
    );
  });

  test('gains nothing from the same signature twice', async () => {
    const envelope = read(await signManifest(MANIFEST, other, other));
    expect(envelope.signatures).toHaveLength(2);
    expect(await codeOfOpening(write(envelope))).toBe('unknown-key');
  });

  test('refuses content that was changed after signing', async () => {
    const envelope = read(await signManifest(MANIFEST, key));
    const payload = btoa(JSON.stringify({ ...MANIFEST, version: MANIFEST.version + 1 }));
    expect(await codeOfOpening(write({ ...envelope, payload }))).toBe('bad-signature');
  });

  test('refuses a signature over the same bytes without our prefix', async () => {
    const envelope = read(await signManifest(MANIFEST, key));
    const bytes = (text: string) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    const usable = await crypto.subtle.importKey('pkcs8', bytes(key.privateKey), 'Ed25519', false, [
      'sign',
    ]);
    const raw = await crypto.subtle.sign('Ed25519', usable, bytes(envelope.payload));
    const signature = btoa(String.fromCharCode(...new Uint8Array(raw)));
    const signatures = [{ keyId: key.keyId, signature }];
    expect(await codeOfOpening(write({ ...envelope, signatures }))).toBe('bad-signature');
  });

  test('refuses every truncation', async () => {
    const bytes = await signManifest(MANIFEST, key);
    for (let size = 0; size < bytes.length - 1; size += 7) {
      expect(await codeOfOpening(bytes.subarray(0, size))).toBe('bad-manifest');
    }
  });

  test('says nothing else than what was signed, whichever byte is changed', async () => {
    const bytes = await signManifest(MANIFEST, key);
    for (let place = 0; place < bytes.length; place += 3) {
      const changed = Uint8Array.from(bytes);
      changed[place] = (changed[place] ?? 0) ^ 1;
      const code = await codeOfOpening(changed);
      if (code === undefined) {
        expect(await openManifest(changed, [rootKeyOf(key)])).toEqual(MANIFEST);
      } else {
        expect(['bad-manifest', 'bad-signature', 'unknown-key']).toContain(code);
      }
    }
  });

  test.each([
    ['nothing', new Uint8Array()],
    ['HTML', new TextEncoder().encode('<!doctype html><title>Sign in</title>')],
    ['another document', write({ hello: 'world' })],
    ['no signature', write({ payload: btoa('{}'), signatures: [] })],
    ['bytes that are no text', Uint8Array.of(0xff, 0xfe, 0x00)],
    ['an endless document', new Uint8Array(MANIFEST_LIMIT + 1).fill(0x20)],
    [
      'hundreds of signatures',
      write({ payload: btoa('{}'), signatures: Array(500).fill({ keyId: '', signature: '' }) }),
    ],
  ])('refuses %s', async (_, bytes) => {
    expect(await codeOfOpening(bytes)).toBe('bad-manifest');
  });

  test('passes over fields of a later time', async () => {
    const payload = new TextEncoder().encode(JSON.stringify({ ...MANIFEST, later: true }));
    const prefix = new TextEncoder().encode('link-guard ruleset manifest v1\n');
    const pkcs8 = Uint8Array.from(atob(key.privateKey), (c) => c.charCodeAt(0));
    const usable = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', false, ['sign']);
    const signed = Uint8Array.of(...prefix, ...payload);
    const raw = new Uint8Array(await crypto.subtle.sign('Ed25519', usable, signed));
    const envelope = {
      payload: btoa(String.fromCharCode(...payload)),
      signatures: [{ keyId: key.keyId, signature: btoa(String.fromCharCode(...raw)) }],
    };
    expect(await openManifest(write(envelope), [rootKeyOf(key)])).toEqual(MANIFEST);
  });
});

describe('signManifest', () => {
  test.each([
    [
      'a part larger than any may be',
      { parts: { ...MANIFEST.parts, rules: { ...PART, size: PART_LIMIT + 1 } } },
    ],
    ['a version that is no whole number', { version: 1.5 }],
    ['an expiry before the issue', { expiresAt: '2025-12-31T00:00:00.000Z' }],
    ['a hash that is none', { parts: { ...MANIFEST.parts, policy: { ...PART, sha256: '../x' } } }],
    ['another format', { format: 2 as 1 }],
  ])('refuses %s', async (_, change) => {
    await expect(signManifest({ ...MANIFEST, ...change }, key)).rejects.toMatchObject({
      code: 'bad-manifest',
    });
  });
});

describe('checkAdvance', () => {
  const codeOfAdvance = (manifest: Manifest, at: Parameters<typeof checkAdvance>[1]) => {
    try {
      checkAdvance(manifest, at);
    } catch (error) {
      return codeOf(error);
    }
    return undefined;
  };
  const { version } = MANIFEST;

  test('lets a newer version pass, and the same again', () => {
    expect(codeOfAdvance(MANIFEST, { floor: version - 1, now: NOW })).toBeUndefined();
    expect(codeOfAdvance(MANIFEST, { floor: version, now: NOW, held: MANIFEST })).toBeUndefined();
  });

  test('refuses a version below the floor', () => {
    expect(codeOfAdvance(MANIFEST, { floor: version + 1, now: NOW })).toBe('rollback');
  });

  test('refuses other content under the version that is held', () => {
    const held = { ...MANIFEST, ruleCount: 5 };
    expect(codeOfAdvance(MANIFEST, { floor: version, now: NOW, held })).toBe('two-faced');
  });

  test('refuses a version more than a day ahead of the clock', () => {
    const day = 86_400;
    const at = { floor: 0, now: NOW };
    expect(codeOfAdvance({ ...MANIFEST, version: version + day }, at)).toBeUndefined();
    expect(codeOfAdvance({ ...MANIFEST, version: version + day + 1 }, at)).toBe('fast-forward');
  });

  test('refuses what has expired', () => {
    const at = { floor: 0, now: Date.parse(MANIFEST.expiresAt) };
    expect(codeOfAdvance(MANIFEST, at)).toBe('expired');
  });
});

describe('isExpired', () => {
  test('is true from the instant of the expiry on', () => {
    const expiry = Date.parse(MANIFEST.expiresAt);
    expect(isExpired(MANIFEST, expiry - 1)).toBe(false);
    expect(isExpired(MANIFEST, expiry)).toBe(true);
  });
});

describe('parseSigningKey', () => {
  test('reads back a key that went through JSON', () => {
    expect(parseSigningKey(JSON.parse(JSON.stringify(key)))).toEqual(key);
  });

  test('takes the id from the key itself', () => {
    expect(key.keyId).toMatch(/^[0-9a-f]{16}$/);
    expect(() => parseSigningKey({ ...key, keyId: other.keyId })).toThrow('keyId');
  });

  test.each([
    ['no object', 'key'],
    ['no private key', { keyId: 'x', publicKey: 'y' }],
    [
      'a public key of another length',
      { keyId: 'x', publicKey: btoa('short'), privateKey: 'AA==' },
    ],
  ])('refuses %s', (_, value) => {
    expect(() => parseSigningKey(value)).toThrow(expect.objectContaining({ code: 'bad-key' }));
  });
});

describe('parseRootKey', () => {
  test('keeps the private half of a signing key out', () => {
    expect(parseRootKey(key)).toEqual(rootKeyOf(key));
    expect(Object.keys(parseRootKey(key))).toEqual(['keyId', 'publicKey']);
  });
});
