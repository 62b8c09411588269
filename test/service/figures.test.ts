import { describe, expect, onTestFinished, test } from 'vitest';
import { type RunningService, serve } from '../../src/service/index.ts';
import { publishedDataFolder } from './serving-process.ts';
import { batchOf } from './test-service.ts';

async function start(): Promise<RunningService> {
  const service = await serve({
    ...{ dataDir: await publishedDataFolder(), port: 0, host: '127.0.0.1', version: '0.1.0' },
    log: () => undefined,
    figures: { port: 0, host: '127.0.0.1' },
  });
  onTestFinished(() => service.close());
  return service;
}

/** By name and labels. */
async function figuresOf({ figuresAddress }: RunningService): Promise<ReadonlyMap<string, number>> {
  const answer = await fetch(`${figuresAddress}/metrics`);
  expect(answer.headers.get('Content-Type')).toContain('text/plain');
  const lines = (await answer.text()).split('\n').filter((line) => /^[a-z]/.test(line));
  return new Map(
    lines.map((line) => {
      const space = line.lastIndexOf(' ');
      return [line.slice(0, space), Number(line.slice(space + 1))];
    }),
  );
}

describe('the figures', () => {
  test('count requests by route and status, and nothing of what was asked', async () => {
    const service = await start();
    const { address } = service;
    const headers = { 'Content-Type': 'application/json' };
    const body = JSON.stringify(batchOf('c34ea69e'));
    for (let count = 0; count < 3; count += 1) {
      await fetch(`${address}/v1/lookup`, { method: 'POST', headers, body });
    }
    await fetch(`${address}/secret/${'a'.repeat(20)}?who=me`);
    await fetch(`${address}/v1/ruleset/parts/${'a'.repeat(64)}`);
    const figures = await figuresOf(service);
    const requests = (labels: string) => figures.get(`link_guard_http_requests_total{${labels}}`);
    expect(requests('method="POST",route="/v1/lookup",status="200"')).toBe(3);
    expect(requests('method="GET",route="-",status="404"')).toBe(1);
    expect(requests('method="GET",route="/v1/ruleset/parts/:sha256",status="404"')).toBe(1);
    expect(figures.get('link_guard_http_request_duration_seconds_count{route="/v1/lookup"}')).toBe(
      3,
    );
    const names = [...figures.keys()].join('\n');
    for (const secret of ['c34ea69e', 'secret', 'who', '127.0.0.1', 'aaaa']) {
      expect(names).not.toContain(secret);
    }
  });

  test('say how ruleset and store are, and count what is said of publishing', async () => {
    const service = await start();
    service.observe({ event: 'published', version: 3, rules: 2 });
    service.observe({ event: 'not-published', code: 'signer-failed', reason: 'why' });
    service.observe({
      ...{ event: 'source', list: 'feed', outcome: 'fetched', entries: 3, fetchedAt: 5000 },
    });
    service.observe({ event: 'source-refused', list: 'feed', code: 'shrunk', reason: 'why' });
    service.observe({ event: 'lines-dropped', count: 7 });
    const figures = await figuresOf(service);
    expect(figures.get('link_guard_ruleset_rules')).toBe(2);
    expect(figures.get('link_guard_ruleset_degraded')).toBe(0);
    expect(figures.get('link_guard_store_up')).toBe(1);
    expect(figures.get('link_guard_ruleset_expires_timestamp_seconds')).toBeGreaterThan(
      Date.now() / 1000 + 29 * 86_400,
    );
    expect(figures.get('link_guard_publications_total{outcome="published"}')).toBe(1);
    expect(figures.get('link_guard_publications_total{outcome="signer-failed"}')).toBe(1);
    expect(figures.get('link_guard_source_fetched_timestamp_seconds{list="feed"}')).toBe(5);
    expect(figures.get('link_guard_source_refusals_total{list="feed",code="shrunk"}')).toBe(1);
    expect(figures.get('link_guard_log_lines_dropped_total')).toBe(7);
    expect(figures.get('process_resident_memory_bytes')).toBeGreaterThan(1e6);
  });

  test('are not to be had where the service is', async () => {
    const { address, figuresAddress } = await start();
    expect((await fetch(`${address}/metrics`)).status).toBe(404);
    expect((await fetch(`${figuresAddress}/v1/health`)).status).toBe(404);
  });
});
