/** What a look-up costs the processor of the server against a million rules, and what they cost it. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { SERVICE_FLAGS, SERVICE_VARIABLES } from '../../scripts/service-process.ts';
import { packagedPolicy } from '../../src/policy/index.ts';
import { ensureKeys, publishRuleset } from '../../src/service/index.ts';
import { median, type Report } from '../figures.ts';
import { asPlainList, makeRules, readStock } from '../inputs.ts';

const SERVING = fileURLToPath(new URL('./serving.ts', import.meta.url));

const RULES = 1_000_000;
const STARTS = 3;
const ROUNDS = 5;
const CONNECTIONS = 8;

/** In one round. */
const REQUESTS = 4_000;

/** What one check sends, what more of them do, and what stands for a batch of a hundred prefixes. */
const BATCHES = [
  { size: 16, name: 'check: look-up of 16 prefixes', goal: '<= 1.25' },
  { size: 64, name: 'look-up of 64 prefixes', goal: '<= 2.7' },
  { size: 256, name: 'batch of 100 prefixes, padded to 256', goal: '<= 2.7' },
] as const;

/** The size that an answer without matches is padded to. */
const ANSWER_BYTES = 1024;

interface Serving {
  readonly address: string;
  readonly startMilliseconds: number;
  usage(): Promise<{ microseconds: number; resident: number }>;
  end(): Promise<void>;
}

export async function benchLookups(report: Report): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'link-guard-bench-'));
  try {
    await publish(dataDir, report);
    await benchStart(report, dataDir);
    await benchCost(report, dataDir);
    await benchTwo(report, dataDir);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function publish(dataDir: string, report: Report): Promise<void> {
  const stock = await readStock();
  const from = join(dataDir, 'list.txt');
  await writeFile(from, asPlainList(makeRules(stock, RULES)));
  const { ruleset } = await ensureKeys(dataDir);
  const { manifest } = await publishRuleset({
    dir: join(dataDir, 'ruleset'),
    keys: [ruleset],
    policy: packagedPolicy('everyday'),
    grades: {},
    sources: [{ name: 'list', from, violation: 'phishing' }],
    now: Date.now(),
    withSeed: false,
  });
  report.note(`look-ups: ${manifest.ruleCount} rules; ${stock.origin}`);
}

async function benchStart(report: Report, dataDir: string): Promise<void> {
  const starts: number[] = [];
  const sizes: number[] = [];
  for (let round = 0; round < STARTS; round += 1) {
    const serving = await startServing(dataDir);
    starts.push(serving.startMilliseconds / 1000);
    sizes.push((await serving.usage()).resident / 1e6);
    await serving.end();
  }
  report.add({
    figure: 'start to ready, 1M rules, existing store',
    ours: median(starts),
    unit: 's',
    goal: '<= 1',
  });
  report.add({
    figure: 'resident at 1M rules, just started',
    ours: median(sizes),
    unit: 'MB',
    goal: '<= 150',
  });
}

async function benchCost(report: Report, dataDir: string): Promise<void> {
  const bare = await startServing('bare', String(ANSWER_BYTES));
  const ours = await startServing(dataDir);
  try {
    const costs = new Map<string, number[]>();
    const measure = async (name: string, serving: Serving, size: number, round: number) => {
      const cost = await costOf(serving, size);
      if (round > 0) costs.set(name, [...(costs.get(name) ?? []), cost]);
    };
    for (let round = 0; round <= ROUNDS; round += 1) {
      await measure('bare', bare, BATCHES[0].size, round);
      for (const { name, size } of BATCHES) await measure(name, ours, size, round);
    }
    for (const { name, goal } of BATCHES) {
      report.add({
        figure: `${name}, 1M rules, processor of the server`,
        ours: median(costs.get(name) ?? []),
        peer: median(costs.get('bare') ?? []),
        peerName: 'bare node:http',
        unit: 'µs',
        goal,
        ratioOf: 'ours/peer',
      });
    }
    report.add({
      figure: 'resident at 1M rules, after look-ups',
      ours: (await ours.usage()).resident / 1e6,
      unit: 'MB',
      goal: '<= 150',
    });
  } finally {
    await bare.end();
    await ours.end();
  }
}

/**
 * How many look-ups two processes answer beside one, were there a core for each and others for who
 * asks: by what a look-up costs their processors while both are asked at once, and while one is.
 */
async function benchTwo(report: Report, dataDir: string): Promise<void> {
  const [first, second] = [await startServing(dataDir), await startServing(dataDir)];
  const size = BATCHES[0].size;
  const alone: number[] = [];
  const together: number[] = [];
  try {
    for (let round = 0; round <= ROUNDS; round += 1) {
      const one = (await costOf(first, size)) / 2 + (await costOf(second, size)) / 2;
      const both = await Promise.all([costOf(first, size), costOf(second, size)]);
      if (round === 0) continue;
      alone.push(one);
      together.push((both[0] + both[1]) / 2);
    }
    report.add({
      figure: 'look-ups of two processes, by processor time',
      ours: 2e6 / median(together),
      peer: 1e6 / median(alone),
      peerName: 'one process',
      unit: 'a second of each core',
      goal: '>= 1.7',
      ratioOf: 'ours/peer',
    });
  } finally {
    await first.end();
    await second.end();
  }
}

/** Microseconds of the server's processor for one request. */
async function costOf(serving: Serving, size: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const before = (await serving.usage()).microseconds;
  let left = REQUESTS;
  const ask = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await post(agent, `${serving.address}/v1/lookup`, batchOf(size));
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, ask));
  const after = (await serving.usage()).microseconds;
  agent.destroy();
  return (after - before) / REQUESTS;
}

function batchOf(size: number): string {
  const prefixes = Array.from({ length: size }, () =>
    Math.floor(Math.random() * 0x1_0000_0000)
      .toString(16)
      .padStart(8, '0'),
  );
  return JSON.stringify({ prefixes });
}

function post(agent: Agent, address: string, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'application/json', 'Content-Length': body.length };
    const asking = request(address, { method: 'POST', agent, headers }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`answered with ${answer.statusCode}`));
      answer.resume().on('end', resolve).on('error', reject);
    });
    asking.on('error', reject).end(body);
  });
}

async function startServing(...what: readonly string[]): Promise<Serving> {
  const started = performance.now();
  const child: ChildProcessWithoutNullStreams = spawn(
    process.execPath,
    [...SERVICE_FLAGS, SERVING, ...what],
    { env: { ...process.env, ...SERVICE_VARIABLES } },
  );
  child.stderr.pipe(process.stderr);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const next = async (): Promise<string> => String((await lines.next()).value);
  const address = await next();
  const startMilliseconds = performance.now() - started;
  return {
    address,
    startMilliseconds,
    async usage() {
      child.stdin.write('usage\n');
      const [microseconds, resident] = (await next()).split(' ').map(Number);
      return { microseconds: microseconds ?? Number.NaN, resident: resident ?? Number.NaN };
    },
    async end() {
      const exited = once(child, 'exit');
      child.stdin.end();
      await exited;
    },
  };
}
