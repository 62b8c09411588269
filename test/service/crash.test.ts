import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Complaint } from '../../src/redress/index.ts';
import { newIdempotencyKey, sampleComplaint } from './sample-complaint.ts';
import { publishedDataFolder, startServing } from './serving-process.ts';

const ROUNDS = 20;

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

describe('a service that is killed', () => {
  test(`has every complaint that it acknowledged exactly once, ${ROUNDS} times over`, {
    timeout: 120_000,
  }, async () => {
    const dataDir = await publishedDataFolder();
    const all: Filing[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const { address, kill } = await startServing(dataDir);
      // What got no answer last time comes again with its key, as the outbox sends it.
      const pending = all.filter(({ receipt }) => receipt === undefined);
      const fresh = Array.from({ length: 6 }, (_, index) => newFiling(`${round}.${index}`));
      all.push(...fresh);
      const sending = [...pending, ...fresh].map((filing) => send(address, filing));
      await Promise.any(sending);
      await wait(Math.random() * 8);
      await kill();
      await Promise.all(sending);
      const kept = receiptsIn(dataDir);
      for (const { key, receipt } of all) {
        if (receipt !== undefined) expect(kept.get(key)).toBe(receipt);
      }
    }
    const { address, end } = await startServing(dataDir);
    for (const filing of all) expect([200, 201]).toContain(await send(address, filing));
    expect(await end()).toBe(0);
    expect(receiptsIn(dataDir).size).toBe(all.length);
  });
});

describe('a service whose disk is full', () => {
  test('refuses complaints, loses none that it acknowledged, answers look-ups, and recovers', {
    timeout: 60_000,
  }, async () => {
    const dataDir = await publishedDataFolder();
    const full = await startServing(dataDir, { fileBlocks: 800 });
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
