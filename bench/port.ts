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

/** Whose host was asked about before: what is left is to judge it, and the way there and back. */
interface Late {
  readonly kind: string;
  readonly href: string;
  /** Each time another one of the same page; else the same, as one that is passed on. */
  readonly isNew?: true;
  /** Milliseconds between two; a link that comes alone finds the processor's caches cold. */
  readonly pause: number;
}

const OPENS = 'https://www.host1.example/articles/1/what-it-says?id=1';
const STOPPED = `https://h0.${LISTED}/articles/0/what-it-says?id=0`;

const LATE: readonly Late[] = [
  { kind: 'opens', href: OPENS, pause: 2 },
  { kind: 'opens and was never seen', href: OPENS, isNew: true, pause: 2 },
  { kind: 'is stopped', href: STOPPED, pause: 2 },
  { kind: 'opens, right after another', href: OPENS, pause: 0 },
];

async function compareTrips(report: Report, { browser, address }: Guarded): Promise<void> {
  await browser.evaluateInBackground(answerEchoes);
  const page = await browser.newPage(`${address}/`);
  await waitForFirst(page);
  const world = await isolatedWorld(page);
  const measured = LATE.map((late) => ({ late, echoes: [] as number[], ours: [] as number[] }));
  // All kinds in each round, so that all meet code as far compiled as the others do.
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const { late, echoes, ours } of measured) {
      const echo = await tripsOver(world, late, 'echo', round);
      const asked = await tripsOver(world, late, 'input', round);
      // The first round is for both to get warm.
      if (round > 0) {
        echoes.push(echo);
        ours.push(asked);
      }
    }
  }
  for (const { late, echoes, ours } of measured) {
    report.add({
      figure: `one late link that ${late.kind}, over the open port`,
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

/**
 * Milliseconds of a round trip: the mean, for the clock has steps of a tenth of a millisecond, of the
 * quicker nine in ten, for a machine that does other things makes some of them longer.
 */
function tripsOver(
  world: IsolatedWorld,
  late: Late,
  field: 'echo' | 'input',
  round: number,
): Promise<number> {
  const trips = { ...late, field, round, trips: TRIPS };
  return world.evaluate(`(${timeTrips})(${JSON.stringify(trips)})`) as Promise<number>;
}

declare const chrome: { readonly runtime: Runtime };

interface Runtime {
  connect(info: { name: string }): Port;
  readonly onConnect: { addListener(listener: (port: Port) => void): void };
}

interface Port {
  readonly name: string;
  readonly onMessage: { addListener(listener: (message: { id: number }) => void): void };
  postMessage(message: unknown): void;
  disconnect(): void;
}

interface Trips extends Late {
  readonly field: string;
  readonly round: number;
  readonly trips: number;
}

/** Runs in the world of the content script. */
async function timeTrips({ href, isNew, pause, field, round, trips }: Trips): Promise<number> {
  const port = chrome.runtime.connect({ name: field === 'echo' ? field : '' });
  let arrived: (() => void) | undefined;
  // To an echo, the extension's own listener replies as well: that it is no question.
  port.onMessage.addListener(({ id }) => id === 1 && arrived?.());
  const times: number[] = [];
  for (let trip = 0; trip < trips; trip += 1) {
    const hrefs = [isNew ? `${href}#${round}-${trip}` : href];
    const question = { site: 'demo', conversation: '/', context: 'group', hrefs, texts: [null] };
    const start = performance.now();
    await new Promise<void>((resolve) => {
      arrived = resolve;
      port.postMessage({ id: 1, [field]: question });
    });
    times.push(performance.now() - start);
    if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
  }
  port.disconnect();
  const kept = times.sort((one, other) => one - other).slice(0, Math.ceil(0.9 * trips));
  return kept.reduce((sum, time) => sum + time) / kept.length;
}

/** Runs in the worker, beside the extension's own listener, which refuses what is no question. */
function answerEchoes(): void {
  chrome.runtime.onConnect.addListener((port) => {
    if (port.name === 'echo') {
      port.onMessage.addListener((message) => port.postMessage(message));
    }
  });
}
