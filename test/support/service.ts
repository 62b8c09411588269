/** A real policy service on a data folder of its own, where the built extension expects it. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Policy, packagedPolicy, type SigningKey } from '../../src/policy/index.ts';
import {
  type ListSource,
  publishRuleset,
  type RunningService,
  readPublished,
  serve,
} from '../../src/service/index.ts';
import { adoptKeys } from './keys.ts';
import { type Published, positionAfter } from './publisher.ts';
import { type ServiceFront, startServiceFront } from './service-front.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';
import { testGround } from './test-ground.ts';

export interface PolicyService {
  /** What the extension talks to; switch it to misbehave, read what was sent. */
  readonly front: ServiceFront;
  readonly dataDir: string;
  /** Publishes a newer ruleset, as an operator would while the service runs. */
  publish(ruleset: RulesetChoice): Promise<void>;
  /** How many complaints about this address are in its store. */
  complaints(address: string): number;
  /** What is published now, and the key that signs it, for a forger to go on from. */
  published(): Promise<Published>;
  readonly key: SigningKey;
  /** Version of the ruleset that it has published. */
  version(): number;
  /** Ends the service; the front then has nobody to ask. */
  stop(): Promise<void>;
  /** Starts it again on the same data. */
  start(): Promise<void>;
  /** Ends both and removes the data. */
  close(): Promise<void>;
}

export interface RulesetChoice {
  /** Name of a packaged policy, or one of the test's own. */
  readonly policy?: string | Policy;
  /** Beside the seed's. */
  readonly lists?: readonly ListSource[];
}

export async function startPolicyService(choice: RulesetChoice = {}): Promise<PolicyService> {
  const { servicePort } = testGround();
  const folder = await makeTemporaryFolder('service');
  const dataDir = folder.path;
  const keys = await adoptKeys(dataDir);
  let running: RunningService | undefined;
  let version = 0;

  async function publish({ policy = 'everyday', lists = [] }: RulesetChoice) {
    const { manifest } = await publishRuleset({
      dir: join(dataDir, 'ruleset'),
      keys: [keys.ruleset],
      policy: typeof policy === 'string' ? packagedPolicy(policy) : policy,
      grades: {},
      sources: lists,
      now: Date.now(),
    });
    version = manifest.version;
  }

  async function start() {
    running ??= await serve({
      dataDir,
      port: 0,
      host: '127.0.0.1',
      version: 'test',
      log: () => undefined,
    });
  }

  async function stop() {
    await running?.close();
    running = undefined;
  }

  await publish(choice);
  await start();
  const front = await startServiceFront({
    port: servicePort,
    upstream() {
      if (running === undefined) throw new Error('the service is stopped');
      return running.address;
    },
  });
  return {
    front,
    dataDir,
    publish,
    async published() {
      const read = await readPublished(join(dataDir, 'ruleset'));
      return { ...read, deltaBytes: new Map(), position: await positionAfter(read) };
    },
    key: keys.ruleset,
    version: () => version,
    complaints(address) {
      const store = new DatabaseSync(join(dataDir, 'link-guard.sqlite'), { readOnly: true });
      const row = store
        .prepare('select count(*) as number from complaints where address = ?')
        .get(address);
      store.close();
      return Number(row?.number);
    },
    start,
    stop,
    async close() {
      await front.close();
      await stop();
      await folder.remove();
    },
  };
}
