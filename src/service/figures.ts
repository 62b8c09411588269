/**
 * What the service counts of itself, in Prometheus' form. Everything comes from the entries of the
 * log and from asking ruleset and store, so it holds nothing of who asked, or for what.
 */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { AppOptions } from './app-env.ts';
import type { LogEntry, RequestEntry } from './log-entry.ts';

export interface Figures {
  readonly contentType: string;
  observe(entry: LogEntry): void;
  /** As they are now. */
  text(): Promise<string>;
}

const SECONDS = [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10];

export function createFigures({ ruleset, store }: Pick<AppOptions, 'ruleset' | 'store'>): Figures {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const observeRequest = requestFigures(registers);
  const publications = new Counter({
    ...{ name: 'link_guard_publications_total', help: 'Tries to publish', registers },
    labelNames: ['outcome'],
  });
  const published = new Gauge({
    ...{ name: 'link_guard_published_timestamp_seconds', help: 'Last publication', registers },
  });
  const sources = new Gauge({
    ...{ name: 'link_guard_source_fetched_timestamp_seconds', help: 'Age of the kept copy' },
    ...{ labelNames: ['list'], registers },
  });
  const refusals = new Counter({
    ...{ name: 'link_guard_source_refusals_total', help: 'Lists that were not taken', registers },
    labelNames: ['list', 'code'],
  });
  const dropped = new Counter({
    ...{ name: 'link_guard_log_lines_dropped_total', help: 'Lines that nobody took', registers },
  });
  const version = gauge(registers, 'link_guard_ruleset_version', 'Of the ruleset in force');
  const expires = gauge(registers, 'link_guard_ruleset_expires_timestamp_seconds', 'Its expiry');
  const rules = gauge(registers, 'link_guard_ruleset_rules', 'How many rules it has');
  const degraded = gauge(registers, 'link_guard_ruleset_degraded', '1: a newer one was refused');
  const up = gauge(registers, 'link_guard_store_up', '1: it can be read, and was written last');

  return {
    contentType: registry.contentType,
    observe(entry) {
      if (entry.event === 'request') observeRequest(entry);
      if (entry.event === 'published') {
        publications.inc({ outcome: 'published' });
        published.setToCurrentTime();
      }
      if (entry.event === 'not-published') publications.inc({ outcome: entry.code });
      if (entry.event === 'source') sources.set({ list: entry.list }, entry.fetchedAt / 1000);
      if (entry.event === 'source-refused') {
        refusals.inc({ list: entry.list, code: entry.code });
      }
      if (entry.event === 'lines-dropped') dropped.inc(entry.count);
    },
    async text() {
      const { manifest } = await ruleset.current();
      version.set(manifest.version);
      expires.set(Date.parse(manifest.expiresAt) / 1000);
      rules.set(manifest.ruleCount);
      degraded.set(Number(ruleset.isDegraded || ruleset.isRevoked));
      up.set(Number(await store.isHealthy()));
      return registry.metrics();
    },
  };
}

function requestFigures(registers: Registry[]): (entry: RequestEntry) => void {
  const requests = new Counter({
    ...{ name: 'link_guard_http_requests_total', help: 'Requests that were answered', registers },
    labelNames: ['method', 'route', 'status'],
  });
  const durations = new Histogram({
    ...{ name: 'link_guard_http_request_duration_seconds', help: 'From request to answer' },
    ...{ labelNames: ['route'], buckets: SECONDS, registers },
  });
  return ({ method, route, status, milliseconds }) => {
    requests.inc({ method, route, status });
    durations.observe({ route }, milliseconds / 1000);
  };
}

function gauge(registers: Registry[], name: string, help: string): Gauge {
  return new Gauge({ name, help, registers });
}
