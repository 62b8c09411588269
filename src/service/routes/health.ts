/** How the service is: for its operator, for what stands in front of it, and for the extension. */
import type { Health, Readiness } from '../../wire/index.ts';
import type { AppContext, AppOptions } from '../app-env.ts';

const NEVER = { 'Cache-Control': 'no-store' };

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
    return context.json(health, 200, NEVER);
  };
}

/** Touches neither store nor disk: a process that is only slow must not be killed for it. */
export function answerLive() {
  return (context: AppContext): Response => {
    const answer: Readiness = { status: 'ok' };
    return context.json(answer, 200, NEVER);
  };
}

/**
 * A store that fails fails all processes alike, and they still answer look-ups: so it is no reason
 * to take any of them away. Only one that is about to end is not ready.
 */
export function answerReady({ isDraining = () => false }: AppOptions) {
  return (context: AppContext): Response => {
    const isEnding = isDraining();
    const answer: Readiness = { status: isEnding ? 'ending' : 'ok' };
    return context.json(answer, isEnding ? 503 : 200, NEVER);
  };
}
