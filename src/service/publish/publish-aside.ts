/**
 * Publishes in a thread of its own: a million rules take seconds of nothing but computing, in which
 * a service would answer nobody.
 */
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { CodedError } from '../../policy/index.ts';
import type { Published, PublishOptions } from './publish.ts';

/** Beside this file: as source, or as it was bundled. */
const THREAD = new URL(`./publish-thread${extname(import.meta.filename)}`, import.meta.url);

/** Throws as `publishRuleset` does. */
export function publishAside(options: PublishOptions): Promise<Published> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(THREAD, { workerData: options });
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', () => reject(new CodedError('broken', 'publisher: ended without a word')));
  });
}
