/** What runs in the thread that `publishAside` starts. */
import { parentPort, workerData } from 'node:worker_threads';
import { type PublishOptions, publishRuleset } from './publish.ts';

const published = await publishRuleset(workerData as PublishOptions);
parentPort?.postMessage(published);
