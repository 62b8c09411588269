import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openManifest, packagedPolicy } from '../../../src/policy/index.ts';
import {
  type CommandKey,
  parseKeyFile,
  publishAside,
  readTrust,
} from '../../../src/service/publish/index.ts';
import { hosts, openWorkshop, type Workshop } from './workshop.ts';

/** Signs what comes in with the PKCS #8 key of a file, as a hardware module's program would. */
const SIGNER = `
const { createPrivateKey, sign } = require('node:crypto');
const { readFileSync } = require('node:fs');
const key = createPrivateKey({ key: readFileSync(process.argv[2]), format: 'der', type: 'pkcs8' });
process.stdout.write(sign(null, readFileSync(0), key));
`;

function commandKeyOf({ data, keys: { ruleset } }: Workshop, script = SIGNER): CommandKey {
  const program = join(data, 'signer.cjs');
  const secret = join(data, 'secret.der');
  writeFileSync(program, script);
  writeFileSync(secret, Buffer.from(ruleset.privateKey, 'base64'));
  const { keyId, publicKey } = ruleset;
  return { keyId, publicKey, command: [process.execPath, program, secret] };
}

describe('parseKeyFile', () => {
  test('reads a key with a command, and one with its private half', async () => {
    const workshop = await openWorkshop();
    const key = commandKeyOf(workshop);
    expect(parseKeyFile(JSON.parse(JSON.stringify(key)))).toEqual(key);
    expect(parseKeyFile(workshop.keys.ruleset)).toEqual(workshop.keys.ruleset);
  });

  test.each([
    ['an empty command', { command: [] }],
    ['a command for a shell', { command: 'sign --it' }],
    ['an id that is not the key', { keyId: '0123456789abcdef' }],
  ])('refuses %s', async (_, change) => {
    const key = commandKeyOf(await openWorkshop());
    expect(() => parseKeyFile({ ...key, ...change })).toThrow(
      expect.objectContaining({ code: 'bad-key' }),
    );
  });
});

describe('a key with a command', () => {
  test('signs a ruleset that clients take, in another thread too', {
    timeout: 60_000,
  }, async () => {
    const workshop = await openWorkshop();
    const { dir, list, publish } = workshop;
    const key = commandKeyOf(workshop);
    const { manifest } = await publish([list('mine', hosts(0, 3))], { keys: [key] });
    const { trust } = await readTrust(dir);
    const bytes = readFileSync(join(dir, 'manifest.json'));
    expect((await openManifest(bytes, trust)).manifest).toEqual(manifest);
    const aside = await publishAside({
      ...{ dir, keys: [key], grades: {}, withSeed: false, now: Date.parse('2026-01-03') },
      policy: packagedPolicy('everyday'),
      sources: [list('mine', hosts(0, 4))],
    });
    expect(aside.manifest.ruleCount).toBe(4);
  });

  test.each([
    ['cannot be started', ['/nowhere/signer'], 'cannot be started'],
    ['fails', [process.execPath, '-e', 'process.exit(3)'], 'ended with code 3'],
    ['says nothing', [process.execPath, '-e', ''], 'not its signature'],
    [
      'signs with another key',
      [
        process.execPath,
        '-e',
        "const c=require('crypto');process.stdout.write(c.sign(null,require('fs').readFileSync(0),c.generateKeyPairSync('ed25519').privateKey))",
      ],
      'not its signature',
    ],
  ])('that %s signs nothing, and nothing is written', async (_, command, reason) => {
    const workshop = await openWorkshop();
    const key = { ...commandKeyOf(workshop), command };
    const first = await workshop.publish([workshop.list('mine', hosts(0, 3))]);
    const failing = workshop.publish([workshop.list('mine', hosts(0, 9))], {
      keys: [key],
      now: Date.parse('2026-01-03'),
    });
    await expect(failing).rejects.toMatchObject({
      code: 'signer-failed',
      message: expect.stringContaining(reason),
    });
    const again = await workshop.publish([workshop.list('mine', hosts(0, 3))]);
    expect(again.manifest.former?.version).toBe(first.manifest.version);
  });
});
