import { describe, expect, test } from 'vitest';
import type { InternetView } from '../../../src/service/owners/internet-view.ts';
import type { OwnerCasesResponse, OwnerClaimResponse } from '../../../src/wire/index.ts';
import { newIdempotencyKey, sampleComplaint } from '../sample-complaint.ts';
import { startTestService, type TestService } from '../test-service.ts';

const DOMAIN = 'shop.example';
const DAY_SECONDS = 86_400;

const DRAFT = {
  address: `https://${DOMAIN}/offer`,
  scope: 'page',
  measure: { kind: 'list', violation: 'fraud', severity: 'severe' },
  facts: 'It takes money and sends nothing.',
  ground: { kind: 'rules', explanation: 'Money by deceit.' },
  automation: 'none',
} as const;

/** The names of an internet where the owner writes what they like. */
function names() {
  const records = new Map<string, string[]>();
  const internet: InternetView = {
    texts: async (name) => records.get(name) ?? [],
    addresses: async () => [],
    mayConnect: () => false,
    port: 443,
  };
  return { records, internet };
}

async function claimed(service: TestService, domain = DOMAIN): Promise<OwnerClaimResponse> {
  const answer = await service.post('/v1/owners', { domain, method: 'dns' });
  if (answer.status !== 201) throw new Error(await answer.text());
  return (await answer.json()) as OwnerClaimResponse;
}

async function casesOf(service: TestService, claim: string): Promise<OwnerCasesResponse> {
  return (await (await service.post('/v1/owners/cases', { claim })).json()) as OwnerCasesResponse;
}

/** A published listing of a page of the domain, by the rules themselves. */
async function publishedListing(service: TestService): Promise<void> {
  const { commandOf } = await import('../../../src/service/desk/command-of.ts');
  const { actOnCase } = await import('../../../src/service/desk/act-on-case.ts');
  const filing = await service.post(
    '/v1/complaints',
    { ...sampleComplaint(), address: DRAFT.address, kind: 'fraud' },
    { 'Idempotency-Key': newIdempotencyKey() },
  );
  const { receipt } = (await filing.json()) as { receipt: string };
  const caseId = (await service.store.caseOfReceipt(receipt))?.theCase.id ?? '';
  const actions = {} as never;
  const at = Date.parse('2026-11-20T08:00:00.000Z');
  const ann = { id: 'ann', role: 'reviewer' } as const;
  const act = async (body: Parameters<typeof commandOf>[0], who: Parameters<typeof commandOf>[1]) =>
    actOnCase(caseId, commandOf(body, who, at), { store: service.store, facts: { actions } });
  await act({ kind: 'claim', version: 1, task: 'ruling' }, ann);
  const ruled = await act({ kind: 'rule', version: 1, draft: DRAFT }, ann);
  if (ruled.kind !== 'done') throw new Error(ruled.code);
  const rulingId = ruled.theCase.rulings[0]?.ruling.id ?? '';
  await act({ kind: 'publish', version: 1, rulingId }, { id: 'pam', role: 'publisher' });
}

describe('an owner', () => {
  test('sees nothing before the proof, and then the rulings about the domain', async () => {
    const { records, internet } = names();
    const service = await startTestService({ internet });
    await publishedListing(service);
    const { claim, place, text } = await claimed(service);
    expect(place).toBe('_link-guard.shop.example');
    expect(text).not.toContain(claim);
    expect(await casesOf(service, claim)).toEqual({ domain: DOMAIN, cases: [] });
    records.set(place, [text]);
    const seen = await casesOf(service, claim);
    expect(seen).toMatchObject({
      provenAt: '2026-11-20T08:00:00.000Z',
      cases: [{ stage: 'published', rulings: [{ reasons: { facts: DRAFT.facts } }] }],
    });
    expect(seen.cases[0]?.mayAppeal).toHaveLength(1);
    expect(JSON.stringify(seen)).not.toContain('ann');
  });

  test('answers and appeals, once against each ruling', async () => {
    const { records, internet } = names();
    const service = await startTestService({ internet });
    await publishedListing(service);
    const { claim, place, text } = await claimed(service);
    records.set(place, [text]);
    const [one] = (await casesOf(service, claim)).cases;
    const caseId = one?.id;
    const answer = { claim, caseId, words: 'We have sent it all.' };
    expect((await service.post('/v1/owners/answers', answer)).status).toBe(204);
    const appeal = { ...answer, rulingId: one?.mayAppeal[0] };
    expect((await service.post('/v1/owners/appeals', appeal)).status).toBe(201);
    expect(await (await service.post('/v1/owners/appeals', appeal)).json()).toMatchObject({
      detail: 'already-appealed',
    });
    const [after] = (await casesOf(service, claim)).cases;
    expect(after).toMatchObject({ stage: 'appealed', mayAppeal: [] });
  });

  test('of another domain sees and does nothing here', async () => {
    const { records, internet } = names();
    const service = await startTestService({ internet });
    await publishedListing(service);
    const owner = await claimed(service);
    records.set(owner.place, [owner.text]);
    const caseId = (await casesOf(service, owner.claim)).cases[0]?.id;
    const other = await claimed(service, 'other.example');
    records.set(other.place, [other.text]);
    expect((await casesOf(service, other.claim)).cases).toEqual([]);
    const answer = { claim: other.claim, caseId, words: 'Mine.' };
    expect(await (await service.post('/v1/owners/answers', answer)).json()).toMatchObject({
      detail: 'not-the-owner',
    });
  });

  test('whose record is gone is not the owner any more, a month later', async () => {
    const { records, internet } = names();
    const service = await startTestService({ internet });
    await publishedListing(service);
    const { claim, place, text } = await claimed(service);
    records.set(place, [text]);
    expect((await casesOf(service, claim)).cases).toHaveLength(1);
    records.delete(place);
    service.pass(29 * DAY_SECONDS);
    expect((await casesOf(service, claim)).cases).toHaveLength(1);
    service.pass(2 * DAY_SECONDS);
    expect((await casesOf(service, claim)).cases).toEqual([]);
  });

  test('cannot claim what nobody registered, and needs a key that was given', async () => {
    const service = await startTestService({ internet: names().internet });
    for (const domain of ['localhost', 'com', '127.0.0.1', 'Shop.Example', 'a b.example']) {
      const answer = await service.post('/v1/owners', { domain, method: 'dns' });
      expect(answer.status).toBe(400);
    }
    const answer = await service.post('/v1/owners/cases', { claim: 'x'.repeat(43) });
    expect(answer.status).toBe(404);
  });
});

describe('the public log', () => {
  test('tells a published ruling by hashes alone, and is whole', async () => {
    const { verifyLog } = await import('../../../src/redress/index.ts');
    const service = await startTestService();
    await publishedListing(service);
    const file = await (await service.app.request('/v1/log.ndjson')).text();
    expect(file).toContain('"ruling.published"');
    expect(file).not.toContain(DOMAIN);
    expect(verifyLog(file)).toMatchObject({ kind: 'whole', count: 1 });
    const page = await (await service.app.request('/v1/log?from=1')).json();
    expect(page).toMatchObject({ count: 1, entries: [{ number: 1 }] });
    expect((await service.app.request('/v1/log?from=0')).status).toBe(400);
    expect((await service.app.request('/v1/log?from=x')).status).toBe(400);
  });
});
