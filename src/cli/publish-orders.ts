/** Does what people at the desk ordered of publishing, one after the other. */
import { codeOf } from '../policy/index.ts';
import type { Publishing } from '../service/index.ts';
import { liftHold, readManifest, readTrust, setHold } from '../service/publish/index.ts';
import { type PublisherOptions, rulesetDirOf } from './publisher.ts';

export interface OrderWork {
  readonly options: PublisherOptions;
  readonly orders: Pick<Publishing, 'waiting' | 'settle'>;
  /** Makes a ruleset; while a hold is on, of the same rules. */
  readonly publish: () => Promise<void>;
}

/** Gives whether there were any. What goes wrong is the order's outcome, and the next one is done. */
export async function doOrders({ options, orders, publish }: OrderWork): Promise<boolean> {
  const waiting = await orders.waiting();
  for (const { id, kind } of waiting) {
    const outcome = await attempt(async () => {
      if (kind === 'hold') await hold(options);
      if (kind === 'release') await liftHold(rulesetDirOf(options));
      if (kind !== 'hold') await publish();
    });
    await orders.settle(id, outcome);
  }
  return waiting.length > 0;
}

async function hold(options: PublisherOptions): Promise<void> {
  const dir = rulesetDirOf(options);
  const { manifest } = await readManifest(dir, (await readTrust(dir)).trust);
  await setHold(dir, { like: manifest.version, since: new Date().toISOString() });
}

async function attempt(work: () => Promise<void>): Promise<string> {
  try {
    await work();
    return 'done';
  } catch (error) {
    return codeOf(error) ?? 'broken';
  }
}
