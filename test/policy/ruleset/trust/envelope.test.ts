import { beforeAll, describe, expect, test } from 'vitest';
import {
  MANIFEST_LIMIT,
  openFirstRoot,
  openManifest,
  openRevocation,
  ROOT_LIMIT,
  type Root,
  type SigningKey,
  signManifest,
  signRevocation,
  signRoot,
  type Trust,
} from '../../../../src/policy/index.ts';
import {
  codeOf,
  MANIFEST,
  readEnvelope,
  type SampleKeys,
  sampleKeys,
  sampleRoot,
  sampleTrust,
  signBytes,
  writeEnvelope,
} from './sample-trust.ts';

const REVOCATION = {
  format: 1,
  number: 1,
  issuedAt: '2026-01-02T00:00:00.000Z',
  keyIds: [],
  versions: [],
} as const;
const revocation = { ...REVOCATION, keyIds: [], versions: [] };

let keys: SampleKeys;
let others: SampleKeys;
let trust: Trust;
let root: Root;

beforeAll(async () => {
  keys = await sampleKeys();
  others = await sampleKeys();
  trust = sampleTrust(keys);
  root = trust.root;
});

/** Each kind of document: how it is signed, and how it is opened. */
const KINDS = [
  {
    kind: 'root',
    malformed: 'bad-root',
    signer: () => keys.root,
    sign: (...by: SigningKey[]) => signRoot(root, ...by),
    open: (bytes: Uint8Array) => openFirstRoot(bytes),
  },
  {
    kind: 'manifest',
    malformed: 'bad-manifest',
    signer: () => keys.ruleset,
    sign: (...by: SigningKey[]) => signManifest(MANIFEST, ...by),
    open: (bytes: Uint8Array) => openManifest(bytes, trust),
  },
  {
    kind: 'revocation',
    malformed: 'bad-revocation',
    signer: () => keys.revocation,
    sign: (...by: SigningKey[]) => signRevocation(revocation, ...by),
    open: (bytes: Uint8Array) => openRevocation(bytes, root),
  },
] as const;

describe.each(KINDS)('a signed document: $kind', ({ kind, malformed, signer, sign, open }) => {
  test('opens when it is signed by the key of its role', async () => {
    expect(await codeOf(open(await sign(signer())))).toBeUndefined();
  });

  test('is refused unsigned', async () => {
    const envelope = readEnvelope(await sign(signer()));
    expect(await codeOf(open(writeEnvelope({ ...envelope, signatures: [] })))).toBe(malformed);
  });

  test('is refused when an unknown key signed it', async () => {
    expect(await codeOf(open(await sign(others.root)))).toBe('unknown-key');
  });

  test('is refused when an unknown key signed under the name of a known one', async () => {
    const envelope = readEnvelope(await sign(others.root));
    for (const signature of envelope.signatures) signature.keyId = signer().keyId;
    expect(await codeOf(open(writeEnvelope(envelope)))).toBe('bad-signature');
  });

  test('is refused when keys of the other roles signed it', async () => {
    const wrong = [keys.root, keys.ruleset, keys.revocation].filter((key) => key !== signer());
    expect(await codeOf(open(await sign(...wrong)))).toBe('unknown-key');
  });

  test('is refused when its content was changed after signing', async () => {
    const envelope = readEnvelope(await sign(signer()));
    const payload = btoa(atob(envelope.payload).replace('2026', '2025'));
    expect(await codeOf(open(writeEnvelope({ ...envelope, payload })))).toBe('bad-signature');
  });

  test('takes one valid signature among invalid ones, in any order', async () => {
    const envelope = readEnvelope(await sign(others.root, signer()));
    const [strange, valid] = envelope.signatures;
    const broken = { keyId: signer().keyId, signature: strange?.signature };
    const rubbish = { keyId: signer().keyId, signature: '%' };
    for (const signatures of [
      [strange, valid],
      [broken, valid],
      [rubbish, valid],
      [valid, broken, rubbish],
    ]) {
      expect(await codeOf(open(writeEnvelope({ ...envelope, signatures })))).toBeUndefined();
    }
  });

  test('is refused with a signature over the same bytes without our prefix', async () => {
    const envelope = readEnvelope(await sign(signer()));
    const signature = await signBytes(signer(), atob(envelope.payload));
    const signatures = [{ keyId: signer().keyId, signature }];
    expect(await codeOf(open(writeEnvelope({ ...envelope, signatures })))).toBe('bad-signature');
  });

  test.each(KINDS.filter((other) => other.kind !== kind))(
    'is refused with a signature for a document of another kind: $kind',
    async ({ kind: domain }) => {
      const envelope = readEnvelope(await sign(signer()));
      const version = domain === 'manifest' ? 2 : 1;
      const text = `link-guard ${domain} v${version}\n${atob(envelope.payload)}`;
      const signatures = [{ keyId: signer().keyId, signature: await signBytes(signer(), text) }];
      expect(await codeOf(open(writeEnvelope({ ...envelope, signatures })))).toBe('bad-signature');
    },
  );

  test.each(KINDS.filter((other) => other.kind !== kind))(
    'does not take the place of another kind: $kind',
    async ({ open: openOther }) => {
      const code = await codeOf(openOther(await sign(keys.root, keys.ruleset, keys.revocation)));
      expect(['bad-root', 'bad-signature']).toContain(code);
    },
  );

  test('is refused at every truncation', async () => {
    const bytes = await sign(signer());
    for (let size = 0; size < bytes.length - 1; size += 7) {
      expect(await codeOf(open(bytes.subarray(0, size)))).toBe(malformed);
    }
  });

  test('says nothing else than what was signed, whichever byte is changed', async () => {
    const bytes = await sign(signer());
    const truth = JSON.stringify(await open(bytes));
    for (let place = 0; place < bytes.length; place += 5) {
      const changed = Uint8Array.from(bytes);
      changed[place] = (changed[place] ?? 0) ^ 1;
      const said = await open(changed).catch((error: { code: string }) => error);
      if ('code' in said) expect([malformed, 'bad-signature', 'unknown-key']).toContain(said.code);
      else expect(JSON.stringify(said)).toBe(truth);
    }
  });

  test.each([
    ['nothing', () => new Uint8Array()],
    ['a web page', () => new TextEncoder().encode('<!doctype html><title>Sign in</title>')],
    ['another document', () => writeEnvelope({ hello: 'world' })],
    ['an envelope of something else', () => writeEnvelope({ payload: 7, signatures: 'x' })],
    ['a payload that is no base64', () => writeEnvelope({ payload: '%', signatures: [SIGNATURE] })],
    ['bytes that are no text', () => Uint8Array.of(0xff, 0xfe, 0x00)],
    ['an endless document', () => new Uint8Array(MANIFEST_LIMIT + 1).fill(0x20)],
    [
      'hundreds of signatures',
      () => writeEnvelope({ payload: btoa('{}'), signatures: Array(500).fill(SIGNATURE) }),
    ],
  ])('is refused when it is %s', async (_, bytes) => {
    expect(await codeOf(open(bytes()))).toBe(malformed);
  });

  test('is read without fields of a later time', async () => {
    const envelope = readEnvelope(await sign(signer()));
    const text = JSON.stringify({ ...JSON.parse(atob(envelope.payload)), later: true });
    const domain = `link-guard ${kind} v${kind === 'manifest' ? 2 : 1}\n`;
    const signature = await signBytes(signer(), domain + text);
    const signatures = [{ keyId: signer().keyId, signature }];
    expect(await codeOf(open(writeEnvelope({ payload: btoa(text), signatures })))).toBeUndefined();
  });
});

const SIGNATURE = { keyId: '', signature: '' };

describe('a threshold of two', () => {
  const wanting = () =>
    sampleRoot(keys, {
      roles: {
        root: { keys: [keys.root, others.root], threshold: 2 },
        ruleset: { keys: [keys.ruleset, others.ruleset], threshold: 2 },
      },
    });

  test('is met by two keys, and by two and a stranger', async () => {
    const two = { root: wanting(), revocation: undefined };
    const signed = await signManifest(MANIFEST, keys.ruleset, others.ruleset);
    expect(await codeOf(openManifest(signed, two))).toBeUndefined();
    const more = await signManifest(MANIFEST, others.revocation, keys.ruleset, others.ruleset);
    expect(await codeOf(openManifest(more, two))).toBeUndefined();
  });

  test('is not met by one key', async () => {
    const two = { root: wanting(), revocation: undefined };
    const signed = await signManifest(MANIFEST, keys.ruleset);
    expect(await codeOf(openManifest(signed, two))).toBe('too-few-keys');
    expect(await codeOf(openFirstRoot(await signRoot(wanting(), keys.root)))).toBe('too-few-keys');
  });

  test('is not met by one key that signed twice', async () => {
    const two = { root: wanting(), revocation: undefined };
    const signed = await signManifest(MANIFEST, keys.ruleset, keys.ruleset);
    expect(readEnvelope(signed).signatures).toHaveLength(2);
    expect(await codeOf(openManifest(signed, two))).toBe('too-few-keys');
  });

  test('is not met by one valid and one invalid signature', async () => {
    const two = { root: wanting(), revocation: undefined };
    const envelope = readEnvelope(await signManifest(MANIFEST, keys.ruleset, others.ruleset));
    const [first] = envelope.signatures;
    const signatures = [first, { keyId: others.ruleset.keyId, signature: first?.signature }];
    expect(await codeOf(openManifest(writeEnvelope({ ...envelope, signatures }), two))).toBe(
      'bad-signature',
    );
  });

  test('is not met by a key of another role beside one of its own', async () => {
    const two = { root: wanting(), revocation: undefined };
    const signed = await signManifest(MANIFEST, keys.ruleset, keys.root);
    expect(await codeOf(openManifest(signed, two))).toBe('too-few-keys');
  });
});

describe('signing', () => {
  test('refuses what would be too long to be read', async () => {
    const many = Array.from({ length: 512 }, (_, index) => ({
      list: `${index} ${'x'.repeat(60)}`,
      date: null,
      ruleCount: 1,
    }));
    const signed = await signManifest({ ...MANIFEST, lists: many }, keys.ruleset);
    expect(signed.length).toBeLessThan(MANIFEST_LIMIT);
    const root33 = sampleRoot(keys, {
      roles: { root: { keys: Array(33).fill(keys.root), threshold: 1 } },
    });
    expect(await codeOf(signRoot(root33, keys.root))).toBe('bad-root');
    expect(ROOT_LIMIT).toBeGreaterThan(32 * 200);
  });
});
