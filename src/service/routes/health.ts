/** How the service is: for its operator, and for the extension's own self-test. */
import type { Health } from '../../wire/index.ts';
import type { AppContext, AppOptions } from '../app-env.ts';

export function answerHealth({ store, ruleset, version, now }: AppOptions) {
  return async (context: AppContext): Promise<Response> => {
    const { manifest } = await ruleset.current();
    const storeIsHealthy = await store.isHealthy();
    const isFresh = Date.parse(manifest.expiresAt) > now();
    const health: Health = {
      status: storeIsHealthy && isFresh && !ruleset.isDegraded ? 'ok' : 'degraded',
      version,
      rulesetVersion: manifest.version,
      rulesetExpiresAt: manifest.expiresAt,
      store: storeIsHealthy ? 'ok' : 'failing',
    };
    return context.json(health, 200, { 'Cache-Control': 'no-store' });
  };
}
