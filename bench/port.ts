/// <reference lib="dom" />
/** What one late link costs over the open port, beside an echo of the same message. */
import { type IsolatedWorld, isolatedWorld } from '../test/support/isolated-world.ts';
import { chatOf, LISTED, waitForFirst } from './dom-page.ts';
import { median, type Report } from './figures.ts';
import { type Guarded, inGuardedBrowser } from './guarded.ts';

const ROUNDS = 5;
const TRIPS = 100;

export function benchPort(report: Report): Promise<void> {
  return inGuardedBrowser(
    () => chatOf(10),
    (guarded) => compareTrips(report, guarded),
  );
}

/** Links that are known already: what is left is to judge them, and the way there and back. */
const LATE = {
  opens: 'https://www.host1.example/articles/1/what-it-says?id=1',
  'is stopped': `https://h0.${LISTED}/articles/0/what-it-says?id=0`,
} as const;

async function compareTrips(report: Report, { browser, address }: Guarded): Promise<void> {
  await browser.evaluateInBackground(answerEchoes);
  const page = await browser.newPage(`${address}/`);
  await waitForFirst(page);
  const world = await isolatedWorld(page);
  for (const [kind, href] of Object.entries(LATE)) {
    const question = { site: 'demo', context: 'group', hrefs: [href], texts: [null] };
    const echoes: number[] = [];
    const ours: number[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      const echo = await tripsOver(world, 'echo', { id: 1, echo: question });
      const asked = await tripsOver(world, '', { id: 1, input: question });
      // The first round is for both to get warm.
      if (round > 0) {
        echoes.push(echo);
        ours.push(asked);
      }
    }
    report.add({
      figure: `one late link that ${kind}, over the open port`,
      ours: median(ours),
      peer: median(echoes),
      peerName: 'an echo of the same message',
      unit: 'ms',
      goal: '<= 1.2',
      ratioOf: 'ours/peer',
    });
  }
  await world.close();
  await page.close();
}

/** Milliseconds of a round trip, one after the other with a pause in between. */
function tripsOver(world: IsolatedWorld, name: string, message: unknown): Promise<number> {
  return world.evaluate(
    `(${timeTrips})(${JSON.stringify(name)}, ${JSON.stringify(message)}, ${TRIPS})`,
  ) as Promise<number>;
}

declare const chrome: { readonly runtime: Runtime };

interface Runtime {
  connect(info: { name: string }): Port;
  readonly onConnect: { addListener(listener: (port: Port) => void): void };
}

interface Port {
  readonly name: string;
  readonly onMessage: { addListener(listener: (message: unknown) => void): void };
  postMessage(message: unknown): void;
  disconnect(): void;
}

/** Runs in the world of the content script. */
async function timeTrips(name: string, message: unknown, trips: number): Promise<number> {
  const port = chrome.runtime.connect({ name });
  let arrived: (() => void) | undefined;
  port.onMessage.addListener(() => arrived?.());
  const times: number[] = [];
  for (let trip = 0; trip < trips; trip += 1) {
    const start = performance.now();
    await new Promise<void>((resolve) => {
      arrived = resolve;
      port.postMessage(message);
    });
    times.push(performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  port.disconnect();
  // The clock has steps of a tenth of a millisecond: only the mean says something.
  return times.reduce((sum, one) => sum + one, 0) / trips;
}

/** Runs in the worker, beside the extension's own listener, which refuses what is no question. */
function answerEchoes(): void {
  chrome.runtime.onConnect.addListener((port) => {
    if (port.name === 'echo') {
      port.onMessage.addListener((message) => port.postMessage(message));
    }
  });
}
