/**
 * Owners of domains: proving one, seeing its cases, answering and appealing. The key to a claim
 * goes in the body, as a receipt does; what the owner publishes as the proof is a hash of it.
 */
import { createHash, randomUUID } from 'node:crypto';
import type * as v from 'valibot';
import {
  type Case,
  type CaseCommand,
  caseStageOf,
  DAY,
  decide,
  isProven,
  milliseconds,
  type OwnerClaim,
  plus,
  proofTextOf,
  speaksFor,
} from '../../redress/index.ts';
import {
  type AppealResponse,
  OwnerAnswerRequestSchema,
  OwnerAppealRequestSchema,
  type OwnerCasesResponse,
  OwnerClaimKeyRequestSchema,
  OwnerClaimRequestSchema,
  type OwnerClaimResponse,
} from '../../wire/index.ts';
import type { AppContext, AppOptions } from '../app-env.ts';
import { actOnCase } from '../desk/act-on-case.ts';
import { caseFacts } from '../desk/case-facts.ts';
import { publicAppeal, publicRuling } from '../desk/complaint-case.ts';
import { proofPlace, proveDomain } from '../owners/prove.ts';
import { Refusal } from '../problem.ts';
import { readJson } from '../read-json.ts';
import { newSecret } from '../sign-in/secrets.ts';

const MAX_BYTES = 32 * 1024;
const CASES_LIMIT = 200;

/** A proof is looked at again after a day, and good for a month while it cannot be looked at. */
const GOOD_FOR = 30 * DAY;
const LOOK_EVERY = DAY;

const PRIVATE = { 'Cache-Control': 'no-store' };

export function takeOwnerClaim({ store, now }: AppOptions) {
  return async (context: AppContext): Promise<Response> => {
    const { domain, method } = await readJson(context, OwnerClaimRequestSchema, MAX_BYTES);
    const claim = newSecret();
    const at = new Date(now()).toISOString();
    await store.ownerClaims.add({ id: randomUUID(), domain, method }, claim, at);
    const answer: OwnerClaimResponse = {
      ...{ claim, domain, method },
      place: proofPlace(domain, method),
      text: proofTextOf(proofTokenOf(claim)),
    };
    return context.json(answer, 201, PRIVATE);
  };
}

export function answerOwnerCases(options: AppOptions) {
  return async (context: AppContext): Promise<Response> => {
    const { claim: key } = await readJson(context, OwnerClaimKeyRequestSchema, MAX_BYTES);
    const claim = await lookedAt(key, options);
    const at = new Date(options.now()).toISOString();
    const { domain, method, provenAt, validUntil } = claim;
    const found = isProven(claim, at)
      ? await options.store.casesOfHost(domain, { below: method === 'dns', limit: CASES_LIMIT })
      : [];
    const facts = { ...(await caseFacts(options)), ownerClaim: claim };
    const answer: OwnerCasesResponse = {
      domain,
      ...(provenAt === undefined ? {} : { provenAt }),
      ...(validUntil === undefined ? {} : { validUntil }),
      cases: found
        .filter(({ destination }) => speaksFor(claim, destination.host))
        .map((theCase) => ownersView(theCase, { claim, facts, at })),
    };
    return context.json(answer, 200, PRIVATE);
  };
}

export function takeOwnerAnswer(options: AppOptions) {
  return async (context: AppContext): Promise<Response> => {
    const { claim, caseId, words } = await readJson(context, OwnerAnswerRequestSchema, MAX_BYTES);
    await actAsOwner(claim, caseId, options, (who) => ({ ...who, kind: 'answer', words }));
    return context.body(null, 204, PRIVATE);
  };
}

export function takeOwnerAppeal(options: AppOptions) {
  return async (context: AppContext): Promise<Response> => {
    const body = await readJson(context, OwnerAppealRequestSchema, MAX_BYTES);
    const { claim, caseId, rulingId, words } = body;
    const appealId = randomUUID();
    const at = await actAsOwner(claim, caseId, options, (who) => ({
      ...who,
      kind: 'appeal',
      ...{ appealId, rulingId, words },
    }));
    const answer: AppealResponse = { appealId, lodgedAt: at };
    return context.json(answer, 201, PRIVATE);
  };
}

interface Who {
  readonly actor: CaseCommand['actor'];
  readonly at: string;
}

async function actAsOwner(
  key: string,
  caseId: string,
  options: AppOptions,
  commandOf: (who: Who) => CaseCommand,
): Promise<string> {
  const { store, now } = options;
  const ownerClaim = await store.ownerClaims.byKey(key);
  if (ownerClaim === undefined) throw new Refusal('not-found');
  const at = new Date(now()).toISOString();
  const command = commandOf({ actor: { id: ownerClaim.id, role: 'owner' }, at });
  const facts = { ...(await caseFacts(options)), ownerClaim };
  const outcome = await actOnCase(caseId, command, { store, facts });
  if (outcome.kind === 'refused') throw new Refusal('refused', { detail: outcome.code });
  return at;
}

/** The claim of this key, after a look at its proof where the last one is old. */
async function lookedAt(
  key: v.InferOutput<typeof OwnerClaimKeyRequestSchema>['claim'],
  { store, now, internet }: AppOptions,
): Promise<OwnerClaim> {
  const claim = await store.ownerClaims.byKey(key);
  if (claim === undefined) throw new Refusal('not-found');
  const { id, provenAt } = claim;
  if (provenAt !== undefined && now() - milliseconds(provenAt) < LOOK_EVERY) return claim;
  if ((await proveDomain(claim, proofTokenOf(key), internet)) !== 'proven') return claim;
  const at = new Date(now()).toISOString();
  const validUntil = plus(at, GOOD_FOR);
  await store.ownerClaims.prove(id, at, validUntil);
  return { ...claim, provenAt: at, validUntil };
}

function ownersView(
  theCase: Case,
  facts: {
    readonly claim: OwnerClaim;
    readonly facts: Parameters<typeof decide>[2];
    readonly at: string;
  },
): OwnerCasesResponse['cases'][number] {
  const { claim, at } = facts;
  const published = theCase.rulings.filter(({ publishedAt }) => publishedAt !== undefined);
  const mayAppeal = ({ ruling }: Case['rulings'][number]) =>
    decide(
      theCase,
      {
        kind: 'appeal',
        actor: { id: claim.id, role: 'owner' },
        appealId: 'not-lodged',
        rulingId: ruling.id,
        words: '?',
        at,
      },
      facts.facts,
    ).ok;
  return {
    id: theCase.id,
    destination: theCase.destination.key,
    stage: caseStageOf(theCase, at),
    rulings: published.map((record) => publicRuling(record, at)),
    appeals: theCase.appeals.filter(({ appeal }) => appeal.joins === undefined).map(publicAppeal),
    mayAppeal: published.filter(mayAppeal).map(({ ruling }) => ruling.id),
  };
}

/** Public, and of no use to whoever has only this. */
function proofTokenOf(key: string): string {
  return createHash('sha256').update(`owner proof\n${key}`).digest('base64url');
}
