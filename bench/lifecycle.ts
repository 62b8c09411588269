/** From text to rules, to bytes, over the wire, verified and in force: each step beside the peers. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeDelta, openBundle, openManifest } from '../src/policy/index.ts';
import { applyDelta } from '../src/policy/ruleset/versions/delta.ts';
import type { Report } from './figures.ts';
import { asFilterList, asPlainList, makeRules, readStock } from './inputs.ts';
import { compilePlainList, rulesOfPlainList, signed } from './ours.ts';
import { type FilterPeer, ghostery, ublockCore } from './peers.ts';
import { timeInTurns } from './rounds.ts';

const RULES = 1_000_000;
/** One in a hundred is taken away, and as many are new. */
const CHANGED = RULES / 100;
const ROUNDS = 5;

export async function benchLifecycle(report: Report): Promise<void> {
  const stock = await readStock();
  const all = makeRules(stock, RULES + CHANGED);
  const rules = all.slice(0, RULES);
  const plain = asPlainList(rules);
  const filters = asFilterList(rules);
  const ublock = await ublockCore();
  const cliqz = ghostery();
  const compiled = compilePlainList(plain);

  const building = await timeInTurns(
    [
      { name: 'ours', work: () => rulesOfPlainList(plain) },
      { name: 'ours, with the hashes of the service', work: () => compilePlainList(plain) },
      { name: ublock.name, work: () => ublock.build(filters) },
      { name: cliqz.name, work: () => cliqz.build(filters) },
    ],
    3,
  );
  compare(report, 'build 1M rules from text', building, '>= 4', [ublock, cliqz]);
  const withHashes = building.get('ours, with the hashes of the service') ?? Number.NaN;
  report.note(
    `build: ${withHashes.toFixed(0)} ms with the SHA-256 of each rule, which the service keeps`,
  );

  const ublockBytes = await ublock.serialize();
  const cliqzBytes = await cliqz.serialize();
  const bytesOf = (bytes: Uint8Array) => bytes.length / RULES;
  const size = { ours: compiled.rules.length / compiled.report.ruleCount };
  for (const [name, bytes] of [
    [ublock.name, ublockBytes],
    [cliqz.name, cliqzBytes],
  ] as const) {
    report.add({
      figure: `serialised, against ${name}`,
      ours: size.ours,
      peer: bytesOf(bytes),
      peerName: name,
      unit: 'bytes a rule',
      goal: 'ours <= 3.9 + 0.25 bytes',
    });
  }
  await compareResident(report, {
    ours: compiled.rules,
    ublock: ublockBytes,
    ghostery: cliqzBytes,
  });

  const { manifestBytes, parts, trust } = await signed(compiled);
  const loading = await timeInTurns(
    [
      {
        name: 'ours',
        work: async () => openBundle(await openManifest(manifestBytes, trust), parts),
      },
      { name: ublock.name, work: () => ublock.load(ublockBytes) },
      { name: cliqz.name, work: () => cliqz.load(cliqzBytes) },
    ],
    ROUNDS,
  );
  compare(report, 'verified load of 1M rules', loading, '>= 4 against uBO', [ublock, cliqz]);

  const changed = all.slice(CHANGED);
  const next = compilePlainList(asPlainList(changed), compiled);
  const delta = makeDelta(compiled.rules, next.rules);
  const name = await fileHash(compiled.rules);
  const changing = await timeInTurns(
    [
      { name: 'ours', work: () => applyDelta(compiled.rules, delta, name) },
      { name: ublock.name, work: () => ublock.build(filters) },
    ],
    3,
  );
  compare(report, 'delta of 1 % into 1M rules, against a rebuild', changing, '>= 100', [ublock]);
  report.note(`delta: ${delta.length} bytes; the whole: ${next.rules.length} bytes`);
}

function compare(
  report: Report,
  figure: string,
  times: ReadonlyMap<string, number>,
  goal: string,
  peers: readonly FilterPeer[],
): void {
  for (const { name } of peers) {
    report.add({
      figure: `${figure}, against ${name}`,
      ours: times.get('ours') ?? Number.NaN,
      peer: times.get(name) ?? Number.NaN,
      peerName: name,
      unit: 'ms',
      goal,
    });
  }
}

async function compareResident(
  report: Report,
  serialised: Readonly<Record<'ours' | 'ublock' | 'ghostery', Uint8Array>>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'link-guard-bench-'));
  try {
    const sizes = new Map<string, { all: number; heap: number }>();
    for (const [engine, bytes] of Object.entries(serialised)) {
      const file = join(folder, engine);
      await writeFile(file, bytes);
      const script = join(import.meta.dirname, 'resident.ts');
      const told = execFileSync(process.execPath, ['--expose-gc', script, engine, file], {
        encoding: 'utf8',
      });
      sizes.set(engine, JSON.parse(told) as { all: number; heap: number });
    }
    const each = (engine: string) => (sizes.get(engine)?.all ?? Number.NaN) / RULES;
    for (const peer of ['ublock', 'ghostery']) {
      report.add({
        figure: `resident, against ${peer}`,
        ours: each('ours'),
        peer: each(peer),
        peerName: peer,
        unit: 'bytes a rule',
        goal: 'ours <= 8.5 bytes',
      });
    }
    report.note(
      `resident: of ours ${((sizes.get('ours')?.heap ?? 0) / RULES).toFixed(2)} bytes a rule on the heap`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function fileHash(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex');
}
