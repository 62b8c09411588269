import { describe, expect, test } from 'vitest';
import { isAbout, openStatement } from '../../../src/redress/index.ts';
import type { StatementKeys } from '../../../src/wire/index.ts';
import { ADDRESS, act, DRAFT, openedCase, publishedRuling } from '../desk/case-acts.ts';
import { signedIn } from '../desk/desk-client.ts';
import { samplePages } from '../sample-pages.ts';
import { startTestService, type TestService } from '../test-service.ts';

async function keysOf({ app }: TestService): Promise<StatementKeys['keys']> {
  return ((await (await app.request('/v1/statements/key.json')).json()) as StatementKeys).keys;
}

async function statementOf({ app }: TestService, rulingId: string): Promise<unknown> {
  return (await app.request(`/v1/statements/${rulingId}.json`)).json();
}

describe('GET /v1/statements', () => {
  test('gives what anybody with the key can check, and no address', async () => {
    const service = await startTestService({ pages: samplePages() });
    const { rulingId } = await publishedRuling(service);
    const answer = await service.app.request(`/v1/statements/${rulingId}.json`);
    expect(answer.headers.get('Content-Disposition')).toContain(`statement-${rulingId}.json`);
    const text = await answer.text();
    expect(text).not.toContain('prize.example');
    const statement = await openStatement(JSON.parse(text), await keysOf(service));
    expect(statement).toMatchObject({
      rulingId,
      isInForce: true,
      reasons: { facts: DRAFT.facts, measure: DRAFT.measure },
    });
    expect(isAbout(statement, ADDRESS)).toBe(true);
  });

  test('says of a lifted ruling that it is lifted', async () => {
    const service = await startTestService({ pages: samplePages() });
    const { rulingId, view } = await publishedRuling(service);
    const senior = await signedIn(service, 'sue', 'senior');
    await act(senior, view, { kind: 'lift', rulingId, why: 'The page is gone.' });
    const statement = await openStatement(
      await statementOf(service, rulingId),
      await keysOf(service),
    );
    expect(statement).toMatchObject({ isInForce: false, liftedAt: expect.any(String) });
  });

  test('knows nothing of what is not published', async () => {
    const service = await startTestService({ pages: samplePages() });
    await publishedRuling(service);
    const ann = await signedIn(service, 'ann', 'reviewer');
    await service.post(
      '/v1/complaints',
      {
        address: 'https://other.example/',
        kind: 'fraud',
        context: 'group',
        comment: '',
        rulesetVersion: 0,
      },
      { 'Idempotency-Key': 'k'.repeat(43) },
    );
    let view = await act(ann, await openedCase(ann), { kind: 'claim', task: 'ruling' });
    const draft = { ...DRAFT, address: 'https://other.example/', scope: 'host' };
    view = await act(ann, view, { kind: 'rule', draft });
    const [ruling] = view.rulings;
    for (const name of [`${ruling?.ruling.id}.json`, 'nobody.json', '..%2f..%2fkey', 'x']) {
      expect((await service.app.request(`/v1/statements/${name}`)).status).toBe(404);
    }
  });

  test('is not there on a node without the key, which says so', async () => {
    const service = await startTestService({ pages: samplePages(), hasStatementKey: false });
    const { rulingId } = await publishedRuling(service);
    for (const name of ['key', rulingId]) {
      const answer = await service.app.request(`/v1/statements/${name}.json`);
      expect(answer.status).toBe(503);
      expect(await answer.json()).toMatchObject({
        type: 'urn:link-guard:problem:no-statement-key',
      });
    }
  });
});
