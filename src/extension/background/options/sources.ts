/** Where the rules come from: the service, the keys that vouch for it, the ruleset in force. */
import * as v from 'valibot';
import { CodedError } from '../../../policy/index.ts';
import { ENDPOINTS, HealthSchema } from '../../../wire/index.ts';
import type { ServiceTest, SourcesView } from '../../messaging/options.ts';
import { updateCheck } from '../../storage/publisher.ts';
import { serviceInForce } from '../../storage/service.ts';
import { protectionNow } from '../protection.ts';
import { activeRuleset } from '../ruleset/ruleset.ts';
import { currentTrust } from '../ruleset/trust.ts';
import { fetchFromService, jsonOf } from '../service/fetching.ts';

const TIME_LIMIT = 6000;
const SIZE_LIMIT = 64 * 1024;

/** What a client keeps; the other parts stay with the service. */
const KEPT = ['rules', 'policy', 'grades', 'hosts', 'freshHosts'] as const;

export async function viewSources(): Promise<SourcesView> {
  const [service, protection, ruleset, trust, { at }] = await Promise.all([
    serviceInForce(),
    protectionNow(),
    activeRuleset(),
    currentTrust().catch(() => undefined),
    updateCheck.get(),
  ]);
  const role = trust?.root.roles.ruleset;
  const parts = ruleset?.manifest.parts;
  return {
    service: {
      address: service.address ?? '',
      isManaged: service.isManaged,
      state: protection.service,
      rootNumber: trust?.root.number,
      keyIds: role?.keyIds ?? [],
      neededKeys: role?.threshold ?? 0,
    },
    ruleset: protection.ruleset,
    lists: ruleset?.manifest.lists ?? [],
    parts: Object.fromEntries(KEPT.flatMap((name) => (parts ? [[name, parts[name].size]] : []))),
    lookedAt: at,
    problems: protection.problems,
  };
}

/** Asks whether the service is well; nothing of the person goes with it. */
export async function testService(): Promise<ServiceTest> {
  const before = performance.now();
  try {
    const fetched = await fetchFromService({
      path: ENDPOINTS.health,
      timeLimit: TIME_LIMIT,
      sizeLimit: SIZE_LIMIT,
    });
    const parsed = v.safeParse(HealthSchema, jsonOf(fetched));
    if (fetched.status !== 200) return { ok: false, code: `status-${fetched.status}` };
    if (!parsed.success) return { ok: false, code: 'not-the-service' };
    const milliseconds = Math.round(performance.now() - before);
    return { ok: true, milliseconds, rulesetVersion: parsed.output.rulesetVersion };
  } catch (error) {
    return { ok: false, code: error instanceof CodedError ? error.code : 'unreachable' };
  }
}
