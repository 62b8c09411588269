/** Everybody at once: a new ruleset, or the end of an outage. */
import { describe, expect, test } from 'vitest';
import { writeSampleRuleset } from './sample-ruleset.ts';
import { START, startTestService, type TestService } from './test-service.ts';

const CLIENTS = 2000;

/** Each with an address of its own. */
function ask({ app }: TestService, client: number, path: string): Promise<Response> {
  const remoteAddress = `10.${client >> 16}.${(client >> 8) & 255}.${client & 255}`;
  return Promise.resolve(
    app.request(
      path,
      { headers: { 'Accept-Encoding': 'gzip' } },
      { incoming: { socket: { remoteAddress } } },
    ),
  );
}

describe('two thousand clients at once', { timeout: 60_000 }, () => {
  test('all get a new ruleset, each with its own quota', async () => {
    const service = await startTestService();
    const { rulesetDir: dir, key } = service;
    const { parts, version } = await writeSampleRuleset({ dir, key, at: START + 60_000 });
    service.pass(1);
    const clients = Array.from({ length: CLIENTS }, (_, client) => client);
    const statuses = await Promise.all(
      clients.map(async (client) => {
        const answers = [
          await ask(service, client, '/v1/ruleset/roots/2.json'),
          await ask(service, client, '/v1/ruleset/revocation.json'),
          await ask(service, client, '/v1/ruleset/manifest.json'),
          await ask(service, client, `/v1/ruleset/parts/${parts.rules.sha256}`),
        ];
        await Promise.all(answers.map((answer) => answer.arrayBuffer()));
        return answers.map(({ status }) => status).join(' ');
      }),
    );
    expect(new Set(statuses)).toEqual(new Set(['404 404 200 200']));
    const health = await (await service.app.request('/v1/health')).json();
    expect(health).toMatchObject({ status: 'ok', rulesetVersion: version });
  });

  test('may all be answered by a cache in between, for a minute', async () => {
    const service = await startTestService();
    for (const path of ['manifest.json', 'roots/2.json', 'revocation.json', 'log.ndjson']) {
      const { headers } = await ask(service, 1, `/v1/ruleset/${path}`);
      expect(headers.get('Cache-Control'), path).toMatch(/^public, max-age=60/);
      // Nothing in it is one asker's own.
      expect(headers.get('Vary') ?? 'Accept-Encoding').toBe('Accept-Encoding');
      expect(headers.has('RateLimit')).toBe(false);
    }
  });
});
