/// <reference lib="dom" />
/**
 * Runs in a page or in a worker of a real browser, where `URL` costs several times what it costs in
 * Node: a verdict beside one `new URL(address).hostname`, and beside a set of expressions.
 */
import { openRules } from '../src/policy/index.ts';

export interface InPageFigures {
  /** Nanoseconds for each address. */
  readonly ours: number;
  readonly url: number;
  readonly expressions: number;
  /** Milliseconds to open the rules. */
  readonly open: number;
  readonly listed: number;
}

const ROUNDS = 5;
/** Parsing is slow here: it is asked fewer addresses. */
const FEWER = 10;

async function measure(): Promise<InPageFigures> {
  const rules = new Uint8Array(await (await fetch('/rules.bin')).arrayBuffer());
  const { addresses, expressions } = (await (await fetch('/questions.json')).json()) as {
    addresses: string[];
    expressions: string[];
  };
  const opening: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = performance.now();
    openRules(rules);
    opening.push(performance.now() - started);
  }
  const opened = openRules(rules);
  const set = new Set(expressions);
  const few = addresses.slice(0, addresses.length / FEWER);
  const times = { ours: [] as number[], url: [] as number[], expressions: [] as number[] };
  let listed = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    listed = 0;
    times.ours.push(
      each(addresses, (address) => {
        if (opened.find(address) !== undefined) listed += 1;
      }),
    );
    times.url.push(each(few, (address) => new URL(address).hostname.length));
    times.expressions.push(each(few, (address) => isInSet(address, set)));
  }
  return {
    ours: middle(times.ours),
    url: middle(times.url),
    expressions: middle(times.expressions),
    open: middle(opening),
    listed,
  };
}

function each(addresses: readonly string[], work: (address: string) => unknown): number {
  const started = performance.now();
  for (const address of addresses) work(address);
  return ((performance.now() - started) * 1e6) / addresses.length;
}

function isInSet(address: string, set: ReadonlySet<string>): boolean {
  const { hostname, pathname, search } = new URL(address);
  const labels = hostname.split('.');
  const paths = ['/'];
  for (const segment of pathname.split('/').slice(1, -1).slice(0, 3)) {
    paths.push(`${paths.at(-1)}${segment}/`);
  }
  paths.push(pathname, pathname + search);
  return labels
    .slice(0, -1)
    .some((_, index) => paths.some((path) => set.has(labels.slice(index).join('.') + path)));
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

if (typeof document === 'undefined') {
  measure().then(
    (figures) => postMessage(figures),
    (error: unknown) => postMessage({ error: String(error) }),
  );
} else {
  Object.assign(globalThis, {
    measure,
    measureInWorker: () =>
      new Promise((resolve) => {
        new Worker('/bench.js').onmessage = ({ data }) => resolve(data);
      }),
  });
}
