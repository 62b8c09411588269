import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import type { Complaint } from '../../src/redress/index.ts';
import { drillIntake } from '../support/intake-drill.ts';
import { newIdempotencyKey, sampleComplaint } from './sample-complaint.ts';
import { publishedDataFolder, startServing } from './serving-process.ts';
import { STORE_KINDS, useStores } from './store/stores.ts';

/** `npm run drill -- intake` goes on for longer. */
const LOOPS = 20;

interface Filing {
  readonly key: string;
  readonly complaint: Complaint;
  /** Set once the service has acknowledged it. */
  receipt: string | undefined;
}

function newFiling(comment: string): Filing {
  return { key: newIdempotencyKey(), complaint: sampleComplaint({ comment }), receipt: undefined };
}

/** Sends it, and gives the status, or nothing when the service died before it answered. */
async function send(address: string, filing: Filing): Promise<number | undefined> {
  try {
    const answer = await fetch(`${address}/v1/complaints`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': filing.key },
      body: JSON.stringify(filing.complaint),
    });
    const { receipt } = (await answer.json()) as { receipt?: string };
    if (answer.ok) {
      expect(filing.receipt ?? receipt).toBe(receipt);
      filing.receipt = receipt;
    }
    return answer.status;
  } catch {
    return undefined;
  }
}

function receiptsIn(dataDir: string): Map<string, string> {
  const database = new DatabaseSync(join(dataDir, 'link-guard.sqlite'), { readOnly: true });
  try {
    const rows = database.prepare('select idempotency_key, receipt from complaints').all();
    expect(new Set(rows.map(({ idempotency_key }) => idempotency_key)).size).toBe(rows.length);
    return new Map(rows.map((row) => [String(row.idempotency_key), String(row.receipt)]));
  } finally {
    database.close();
  }
}

describe.each(STORE_KINDS)('a service on %s that is killed', (kind) => {
  const stores = useStores(kind);

  test(`has every complaint that it acknowledged exactly once, ${LOOPS} times over`, {
    timeout: 240_000,
  }, async () => {
    const dataDir = await publishedDataFolder();
    const database = await stores.newPlace();
    const report = await drillIntake({ loops: LOOPS, dataDir, database });
    // Kills fell before answers and after them.
    expect(report.acknowledged).toBeGreaterThan(LOOPS);
    expect(report.repeated).toBeGreaterThan(0);
  });
});

describe('a service whose disk is full', () => {
  test('refuses complaints, loses none that it acknowledged, answers look-ups, and recovers', {
    timeout: 60_000,
  }, async () => {
    const dataDir = await publishedDataFolder();
    const full = await startServing(dataDir, { fileBlocks: 1200 });
    const filings: Filing[] = [];
    const statuses = new Set<number | undefined>();
    while (!statuses.has(503) && filings.length < 500) {
      const filing = newFiling('x'.repeat(2000));
      filings.push(filing);
      statuses.add(await send(full.address, filing));
    }
    expect(statuses).toEqual(new Set([201, 503]));
    const lookup = await fetch(`${full.address}/v1/lookup`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ prefixes: Array(16).fill('c34ea69e') }),
    });
    expect(lookup.status).toBe(200);
    await full.kill();

    const { address, end } = await startServing(dataDir);
    const acknowledged = filings.filter(({ receipt }) => receipt !== undefined);
    const kept = receiptsIn(dataDir);
    for (const { key, receipt } of acknowledged) expect(kept.get(key)).toBe(receipt);
    for (const filing of filings) await send(address, filing);
    expect(await end()).toBe(0);
    expect(receiptsIn(dataDir).size).toBe(filings.length);
  });
});
