/** Kills publishers at any moment and looks at what they leave behind. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ensureKeys, verifyPublished } from '../../../src/service/publish/index.ts';

const PUBLISH = new URL('../../../src/service/publish/index.ts', import.meta.url).href;
const ENGINE = new URL('../../../src/policy/index.ts', import.meta.url).href;

/** Publishes without end, and says each version once it stands. */
const PUBLISHER = `
  const { ensureKeys, publishRuleset } = await import(${JSON.stringify(PUBLISH)});
  const { packagedPolicy } = await import(${JSON.stringify(ENGINE)});
  const [data] = process.argv.slice(1);
  const { ruleset } = await ensureKeys(data);
  const { writeFile } = await import('node:fs/promises');
  for (let round = 0; ; round += 1) {
    const from = data + '/list.txt';
    await writeFile(from, Array.from({ length: 200 }, (_, i) => 'h' + i + '-' + Date.now() + '.test').join('\\n'));
    const { manifest } = await publishRuleset({
      dir: data + '/ruleset', keys: [ruleset], policy: packagedPolicy('everyday'), grades: {},
      sources: [{ name: 'list', from, violation: 'fraud' }], now: 1000, withSeed: false,
    });
    process.stdout.write(manifest.version + '\\n');
  }
`;

let dir: string;
let child: ChildProcess | undefined;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'link-guard-crash-'));
});

afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(dir, { recursive: true });
});

/** The last version that the publisher said before it was killed, `delay` after its first. */
async function publishAndKill(delay: number): Promise<number> {
  const publisher = spawn(process.execPath, ['--input-type=module', '-e', PUBLISHER, dir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child = publisher;
  let said = '';
  publisher.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  await once(publisher.stdout, 'data');
  const exit = once(publisher, 'exit');
  setTimeout(() => publisher.kill('SIGKILL'), delay);
  await exit;
  return Number(said.split('\n').slice(0, -1).at(-1));
}

describe('a publisher that is killed', () => {
  test('leaves a whole ruleset, and never one older than it said', {
    timeout: 60_000,
  }, async () => {
    await ensureKeys(dir);
    let floor = 0;
    for (const delay of [0, 3, 7, 12, 20, 31, 45, 60]) {
      const said = await publishAndKill(delay);
      const { manifest, rules, isLogWhole } = await verifyPublished(join(dir, 'ruleset'));
      expect(isLogWhole).toBe(true);
      expect(rules.ruleCount).toBe(200);
      expect(manifest.version).toBeGreaterThanOrEqual(said);
      expect(manifest.version).toBeGreaterThan(floor);
      floor = manifest.version;
    }
  });
});
