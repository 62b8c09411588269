import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { fullHashOf, toHex } from '../../../src/policy/index.ts';
import { type StandingResponse, StandingResponseSchema } from '../../../src/wire/index.ts';
import { ADDRESS, act, DRAFT, filed, openedCase, queued, story } from '../desk/case-acts.ts';
import { OWN_ORIGIN, signedIn } from '../desk/desk-client.ts';
import { newIdempotencyKey, sampleComplaint } from '../sample-complaint.ts';
import { samplePages } from '../sample-pages.ts';
import { batchOf, startTestService, type TestService } from '../test-service.ts';

async function standing(service: TestService, address: string): Promise<Response> {
  return service.post('/v1/standing', batchOf(toHex(fullHashOf(address)).slice(0, 8)));
}

async function rulingsOn(
  service: TestService,
  address: string,
): Promise<StandingResponse['rulings']> {
  const answer = await standing(service, address);
  return v.parse(StandingResponseSchema, await answer.json()).rulings;
}

describe('a case at the desk', () => {
  test('goes from a complaint to a published ruling, and to the reporter with its reasons', async () => {
    const service = await startTestService({ pages: samplePages() });
    const receipt = await filed(service);
    expect(await story(service, receipt)).toMatchObject({ state: 'received', place: 1 });
    const ann = await signedIn(service, 'ann', 'reviewer');
    const pam = await signedIn(service, 'pam', 'publisher');
    const items = await queued(ann);
    expect(items).toMatchObject([{ kinds: ['fraud'], complaints: 1, reporters: 1, place: 1 }]);

    let view = await openedCase(ann);
    expect(view.complaints[0]).toMatchObject({ address: ADDRESS, cluster: 1 });
    view = await act(ann, view, { kind: 'claim', task: 'ruling' });
    expect(view.task).toMatchObject({ phase: 'claimed', claimedBy: 'ann' });
    expect(await story(service, receipt)).toMatchObject({ state: 'in-review', stage: 'in-review' });
    view = await act(ann, view, { kind: 'rule', draft: DRAFT });
    const [ruled] = view.rulings;
    expect(ruled?.ruling.reasons).toMatchObject({ expression: 'prize.example/win' });
    expect(await story(service, receipt)).toMatchObject({ stage: 'ruled', rulings: [] });
    view = await act(pam, view, { kind: 'publish', rulingId: ruled?.ruling.id });

    expect(await story(service, receipt)).toMatchObject({
      state: 'upheld',
      stage: 'published',
      rulings: [{ isInForce: true, reasons: { facts: DRAFT.facts } }],
    });
    expect(await queued(ann)).toEqual([]);
    const audit = (await (await ann.get('audit')).json()) as { entries: { act: string }[] };
    expect(audit.entries.map((entry) => entry.act)).toEqual(['publish', 'rule', 'claim']);
    expect(await service.store.audit.firstBroken()).toBeUndefined();
    // Of the next one it is known how long the first one took, from then on.
    service.pass(3_600);
    const next = await filed(service, 'https://other.example/');
    expect(await story(service, next)).toMatchObject({ usualHours: { median: 0, p95: 0 } });
    expect(await story(service, receipt)).not.toHaveProperty('usualHours');
  });

  test('can be appealed against by the reporter whom a dismissal answers, and is decided by another', async () => {
    const service = await startTestService({ pages: samplePages() });
    const receipt = await filed(service);
    const ann = await signedIn(service, 'ann', 'reviewer');
    const bob = await signedIn(service, 'bob', 'reviewer');
    const pam = await signedIn(service, 'pam', 'publisher');
    let view = await act(ann, await openedCase(ann), { kind: 'claim', task: 'ruling' });
    const measure = { kind: 'none', manifestlyUnfounded: false };
    view = await act(ann, view, { kind: 'rule', draft: { ...DRAFT, measure } });
    await act(pam, view, { kind: 'publish', rulingId: view.rulings[0]?.ruling.id });

    const told = await story(service, receipt);
    expect(told.state).toBe('dismissed');
    const dismissal = await standing(service, 'prize.example/win');
    expect(Number((await dismissal.clone().arrayBuffer()).byteLength) % 1024).toBe(0);
    expect(await dismissal.json()).toMatchObject({
      rulings: [{ rulingId: told.mayAppeal, isInForce: false, isSettled: true }],
    });
    const body = { receipt, rulingId: told.mayAppeal, words: 'It took my money yesterday.' };
    expect((await service.post('/v1/appeals', body)).status).toBe(201);
    expect((await service.post('/v1/appeals', body)).status).toBe(409);

    const [item] = await queued(bob);
    view = await openedCase(bob);
    const task = item?.task.task ?? '';
    const own = await ann.post(`cases/${view.id}`, { version: view.version, kind: 'claim', task });
    expect(await own.json()).toMatchObject({ status: 409, detail: 'took-part' });
    view = await act(bob, view, { kind: 'claim', task });
    view = await act(bob, view, {
      kind: 'decide',
      appealId: task,
      outcome: 'changed',
      explanation: 'The new facts are right.',
      draft: DRAFT,
    });
    await act(pam, view, { kind: 'publish', rulingId: view.rulings[1]?.ruling.id });
    const after = await story(service, receipt);
    expect(after).toMatchObject({ state: 'upheld', appeals: [{ outcome: 'changed' }] });
    expect(after.rulings[0]).toMatchObject({ isInForce: true });
    expect(await rulingsOn(service, 'prize.example/win')).toMatchObject([
      {
        measure: 'list',
        violation: 'fraud',
        facts: DRAFT.facts,
        isInForce: true,
        isSettled: false,
      },
      { measure: 'none', explanation: 'Money by deceit.', isInForce: false, isSettled: false },
    ]);
    expect(await rulingsOn(service, 'prize.example/lost')).toEqual([]);
  });

  test('is not changed by who saw an older one, or may not', async () => {
    const service = await startTestService({ pages: samplePages() });
    await filed(service);
    const ann = await signedIn(service, 'ann', 'reviewer');
    const bob = await signedIn(service, 'bob', 'reviewer');
    const pam = await signedIn(service, 'pam', 'publisher');
    const view = await openedCase(ann);
    const claim = { version: view.version, kind: 'claim', task: 'ruling' };
    const refused = await pam.post(`cases/${view.id}`, claim);
    expect(await refused.json()).toMatchObject({ status: 409, detail: 'not-your-role' });
    expect((await ann.post(`cases/${view.id}`, claim)).status).toBe(200);
    const late = await bob.post(`cases/${view.id}`, claim);
    expect(await late.json()).toMatchObject({ detail: 'changed-meanwhile' });
    expect((await ann.post('cases/none', claim)).status).toBe(409);
    expect((await ann.get('cases/none')).status).toBe(404);
  });
});

describe('a receipt', () => {
  test('that nobody was given tells nothing', async () => {
    const service = await startTestService({ pages: samplePages() });
    const receipt = 'x'.repeat(43);
    expect((await service.post('/v1/complaints/case', { receipt })).status).toBe(404);
    const appeal = { receipt, rulingId: 'r', words: 'no' };
    expect((await service.post('/v1/appeals', appeal, OWN_ORIGIN)).status).toBe(404);
  });
});

describe('a complaint with a proof of work', () => {
  test('is taken with a solved puzzle, refused with a wrong one, and where one is required without', async () => {
    const service = await startTestService({
      pages: samplePages(),
      limits: { proofIsRequired: true, puzzleDifficulty: 4 },
    });
    const { puzzle } = (await (await service.app.request('/v1/puzzle')).json()) as {
      puzzle: string;
    };
    const send = async (headers: Record<string, string>) =>
      (
        await service.post('/v1/complaints', sampleComplaint(), {
          'Idempotency-Key': newIdempotencyKey(),
          ...headers,
        })
      ).status;
    expect(await send({})).toBe(403);
    expect(await send({ 'Proof-Of-Work': 'made.up:1' })).toBe(403);
    const { isSolution } = await import('../../../src/wire/index.ts');
    let nonce = 0;
    while (!isSolution(puzzle, nonce, 4)) nonce += 1;
    expect(await send({ 'Proof-Of-Work': `${puzzle}:${nonce}` })).toBe(201);
    expect(await send({ 'Proof-Of-Work': `${puzzle}:${nonce}` })).toBe(403);
  });
});
