/**
 * What the service can add to a gate, asked for once it stands: the reasons of the ruling behind a
 * listing, and the provider's grade with its interval. Rulings are asked for as verdicts are, by
 * padded hash prefixes; grades, all at once.
 */
import * as v from 'valibot';
import { expressionsOf, fullHashOf, prefixOf, toHex } from '../../../policy/index.ts';
import {
  ENDPOINTS,
  type ProvidersResponse,
  ProvidersResponseSchema,
  type StandingResponse,
  StandingResponseSchema,
} from '../../../wire/index.ts';
import { log } from '../../log.ts';
import type { Asker } from '../../messaging/handle.ts';
import type { GateMore } from '../../messaging/protocol.ts';
import { serviceInForce } from '../../storage/service.ts';
import { secretOfDecoys } from '../lookup/lookup.ts';
import { lookupModeNow } from '../lookup/lookup-mode.ts';
import { padBatches } from '../lookup/padding.ts';
import { type FetchOptions, fetchFromService, jsonOf } from '../service/fetching.ts';
import { noteLookUp } from '../service/sent-log.ts';
import type { Judged } from '../verdict/judge.ts';
import { judgeGate } from './gate.ts';
import { gateOf } from './gates.ts';

const TIME_LIMIT = 4000;
const SIZE_LIMIT = 1024 * 1024;

type PublicRuling = StandingResponse['rulings'][number];

/** Empty where nothing is to be added, or the service is silent. */
export async function moreOfGate(asker: Asker): Promise<GateMore> {
  const gate = await gateOf(asker);
  if (gate === undefined) return {};
  // That something is asked tells already that a gate stands somewhere.
  if ((await lookupModeNow()).mode === 'local-only') return {};
  const judged = await judgeGate(gate);
  const [ruling, credit] = await Promise.all([rulingOf(judged), creditOf(judged)]);
  return { ...(ruling && { ruling }), ...(credit && { credit }) };
}

async function rulingOf({ link, verdict }: Judged): Promise<GateMore['ruling']> {
  if (verdict.kind !== 'harmful') return undefined;
  const hashes = new Map(
    link.addresses.flatMap(expressionsOf).map((expression) => {
      const hash = fullHashOf(expression);
      return [toHex(hash), prefixOf(hash)] as const;
    }),
  );
  const [batch] = padBatches(hashes.values(), await secretOfDecoys());
  if (batch === undefined) return undefined;
  const body = JSON.stringify({ prefixes: batch.padded });
  const { address: to = '' } = await serviceInForce();
  const told = await ask(StandingResponseSchema, {
    path: ENDPOINTS.standing,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  await noteLookUp({
    at: Date.now(),
    to,
    prefixes: batch.padded,
    bytes: body.length,
    isAnswered: told !== undefined,
  });
  return told && inForceOn(new Set(hashes.keys()), told.rulings, to);
}

/** The newest that lists one of these; `service` is the address of who published it. */
export function inForceOn(
  hashes: ReadonlySet<string>,
  rulings: readonly PublicRuling[],
  service: string,
): GateMore['ruling'] {
  const speaking = rulings
    .filter(({ fullHash, isInForce, measure }) => {
      return hashes.has(fullHash) && isInForce && measure === 'list';
    })
    .toSorted((a, b) => b.publishedAt.localeCompare(a.publishedAt))[0];
  if (speaking === undefined) return undefined;
  const { rulingId, violation, severity, scope, facts, explanation, publishedAt } = speaking;
  const { until } = speaking;
  return {
    ...{ violation, severity, scope, facts, explanation, publishedAt },
    ...(until !== undefined && { until }),
    statement: `${service}${ENDPOINTS.statements}/${encodeURIComponent(rulingId)}.json`,
    owners: `${service}/#owner`,
  };
}

let known: Promise<ProvidersResponse | undefined> | undefined;

export function forgetProviders(): void {
  known = undefined;
}

/** Asked once for each life of the worker: grades change with a ruleset, not from minute to minute. */
async function creditOf({ link }: Judged): Promise<GateMore['credit']> {
  const id = link.provider?.id;
  if (id === undefined) return undefined;
  known ??= ask(ProvidersResponseSchema, { path: ENDPOINTS.providers });
  const told = await known;
  if (told === undefined) known = undefined;
  const found = told?.providers.find(({ providerId }) => providerId === id);
  if (found === undefined) return undefined;
  const { grade, credit, low, high, upheld } = found;
  const page = `${(await serviceInForce()).address}/#platforms=${encodeURIComponent(id)}`;
  return { grade, credit, low, high, upheld, page };
}

async function ask<T>(
  schema: v.GenericSchema<unknown, T>,
  request: Omit<FetchOptions, 'timeLimit' | 'sizeLimit'>,
): Promise<T | undefined> {
  try {
    const fetched = await fetchFromService({
      ...request,
      timeLimit: TIME_LIMIT,
      sizeLimit: SIZE_LIMIT,
    });
    const parsed = v.safeParse(schema, jsonOf(fetched));
    return fetched.status === 200 && parsed.success ? parsed.output : undefined;
  } catch {
    // The gate says what it knows by itself.
    log('nothing was added to a gate');
    return undefined;
  }
}
