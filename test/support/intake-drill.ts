/**
 * Kills a service again and again while complaints come in, and holds what it acknowledged against
 * what its database has: each of them there, exactly once, in exactly one case.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { bundled } from './bundled.ts';
import { openBeside } from './database-beside.ts';

const CHILD = fileURLToPath(new URL('../service/serving-child.ts', import.meta.url));

/** New ones in each loop; those without an answer come again, as an outbox sends them. */
const PER_LOOP = 8;

/** Different destinations, so that cases are opened and joined alike. */
const HOSTS = 40;

export interface IntakeDrill {
  readonly loops: number;
  /** With a published ruleset. */
  readonly dataDir: string;
  /** What `openStore` takes. */
  readonly database: string;
  readonly onLoop?: (loop: number) => void;
}

export interface IntakeReport {
  readonly loops: number;
  readonly filed: number;
  /** Answers that came before the kill, and complaints that got none and came again. */
  readonly acknowledged: number;
  readonly repeated: number;
}

interface Filing {
  readonly key: string;
  readonly body: string;
  /** Set once the service has acknowledged it. */
  receipt: string | undefined;
  sent: number;
}

/** Throws at the first acknowledgement that the database does not bear out. */
export async function drillIntake(drill: IntakeDrill): Promise<IntakeReport> {
  const filings: Filing[] = [];
  let acknowledged = 0;
  // About how long a loop takes to be answered: the kill falls anywhere in it, or a little after.
  let span = 300;
  await (await startChild(drill)).end();
  for (let loop = 1; loop <= drill.loops; loop += 1) {
    const service = await startChild(drill);
    const pending = filings.filter(({ receipt }) => receipt === undefined);
    filings.push(...Array.from({ length: PER_LOOP }, newFiling));
    const now = [...pending, ...filings.slice(-PER_LOOP)];
    const started = performance.now();
    const sending = Promise.all(now.map((filing) => send(service.address, filing)));
    await Promise.race([wait(Math.random() * span * 1.3), sending]);
    const elapsed = performance.now() - started;
    await service.kill();
    const answers = await sending;
    const answered = answers.filter((status) => status !== undefined).length;
    acknowledged += answered;
    span = answered === now.length ? (span + elapsed) / 2 : span * 1.05;
    await checkKept(drill.database, now);
    drill.onLoop?.(loop);
  }
  const service = await startChild(drill);
  for (const filing of filings) {
    if (filing.receipt === undefined) await send(service.address, filing);
  }
  await service.kill();
  await checkAll(drill.database, filings);
  const repeated = filings.filter(({ sent }) => sent > 1).length;
  return { loops: drill.loops, filed: filings.length, acknowledged, repeated };
}

function newFiling(): Filing {
  const host = `host-${Math.floor(Math.random() * HOSTS)}.example`;
  const body = JSON.stringify({
    address: `https://${host}/${randomBytes(4).toString('hex')}`,
    kind: 'fraud',
    context: 'group',
    comment: randomBytes(40).toString('hex'),
    rulesetVersion: 0,
  });
  return { key: randomBytes(32).toString('base64url'), body, receipt: undefined, sent: 0 };
}

/** The status, or nothing when the service died before it answered. */
async function send(address: string, filing: Filing): Promise<number | undefined> {
  filing.sent += 1;
  try {
    const answer = await fetch(`${address}/v1/complaints`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': filing.key },
      body: filing.body,
    });
    const { receipt } = (await answer.json()) as { receipt?: string };
    if (answer.status !== 200 && answer.status !== 201) {
      throw new Error(`complaint answered with ${answer.status}`);
    }
    if (filing.receipt !== undefined && filing.receipt !== receipt) {
      throw new Error('two receipts for one complaint');
    }
    filing.receipt = receipt;
    return answer.status;
  } catch (error) {
    // A line that was cut is what the drill is about; an answer that is wrong is not.
    if (error instanceof Error && /^(?:complaint|two) /.test(error.message)) throw error;
    return undefined;
  }
}

async function checkKept(place: string, filings: readonly Filing[]): Promise<void> {
  const keys = filings.map(({ key }) => `'${key}'`).join(', ');
  const rows = await rowsOf(
    place,
    `select idempotency_key, receipt from complaints where idempotency_key in (${keys})`,
  );
  const kept = new Map(rows.map((row) => [row.idempotency_key, row.receipt]));
  for (const { key, receipt } of filings) {
    if (receipt !== undefined && kept.get(key) !== receipt) {
      throw new Error('an acknowledged complaint is not in the database');
    }
  }
}

/** Once everything was acknowledged: exactly that is there, and each is in one case, once. */
async function checkAll(place: string, filings: readonly Filing[]): Promise<void> {
  const complaints = await rowsOf(place, 'select id, idempotency_key, receipt from complaints');
  const joined = await rowsOf(place, 'select complaint_id, case_id from case_complaints');
  const events = await rowsOf(place, 'select case_id, number, event from case_events');
  const cases = await rowsOf(place, 'select id, version from cases');
  const receipts = new Map(complaints.map((row) => [row.idempotency_key, row.receipt]));
  expectSame('complaints', complaints.length, filings.length);
  for (const { key, receipt } of filings) expectSame('a receipt', receipts.get(key), receipt);

  const inEvents = events.flatMap((row) => {
    const event = JSON.parse(String(row.event)) as { kind: string; complaint?: { id: string } };
    return event.complaint === undefined ? [] : [`${event.complaint.id} ${String(row.case_id)}`];
  });
  const inRows = joined.map((row) => `${String(row.complaint_id)} ${String(row.case_id)}`);
  expectSame('joined', inEvents.sort().join(), inRows.sort().join());
  expectSame('in cases', inRows.length, filings.length);
  for (const { id, version } of cases) {
    const numbers = events.filter((row) => row.case_id === id).map((row) => Number(row.number));
    expectSame('events', Math.max(...numbers), Number(version));
    expectSame('gapless', numbers.length, Number(version));
  }
}

function expectSame(what: string, found: unknown, expected: unknown): void {
  if (found !== expected) throw new Error(`${what}: not as acknowledged`);
}

async function rowsOf(place: string, sql: string) {
  const beside = await openBeside(place);
  try {
    return await beside.run(sql);
  } finally {
    await beside.close();
  }
}

async function startChild({ dataDir, database }: IntakeDrill) {
  // What is compiled once is not compiled again: most of a loop would be that.
  const env = { ...process.env, NODE_COMPILE_CACHE: join(dataDir, 'compiled') };
  const child = spawn(process.execPath, [await bundled(CHILD), dataDir, database], { env });
  const exited = once(child, 'exit');
  const address = await addressOf(child, exited);
  return {
    address,
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    async end() {
      child.stdin.end();
      await exited;
    },
  };
}

async function addressOf(
  child: ChildProcessWithoutNullStreams,
  exited: Promise<unknown>,
): Promise<string> {
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const [line] = await Promise.race([
    once(createInterface(child.stdout), 'line'),
    exited.then(() => {
      throw new Error(`the service did not start: ${said}`);
    }),
  ]);
  return String(line);
}
