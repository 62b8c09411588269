import { describe, expect, test } from 'vitest';
import { act, DRAFT, openedCase } from './desk/case-acts.ts';
import { signedIn } from './desk/desk-client.ts';
import { samplePages } from './sample-pages.ts';
import { startTestService, type TestService } from './test-service.ts';

const COMPLAINT = {
  address: 'https://prize.example/win',
  kind: 'fraud',
  context: 'group',
  comment: 'first line\r\n<b>second</b>',
};

async function send(
  { app }: TestService,
  path: string,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return app.request(`/plain/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(fields).toString(),
  });
}

function receiptIn(page: string): string {
  return /name="receipt" value="([\w-]{43})"/.exec(page)?.[1] ?? '';
}

function startPlain(limits: Parameters<typeof startTestService>[0] = {}) {
  return startTestService({ pages: samplePages(), ...limits });
}

describe('the pages without scripts', () => {
  test('run and load nothing, in both languages', async () => {
    const { app } = await startPlain();
    const english = await app.request('/plain');
    const text = await english.text();
    expect(text).toContain('<html lang="en">');
    expect(text).toContain('Send complaint');
    expect(text).not.toMatch(/<script|src=|http-equiv|\son\w+=/);
    const policy = english.headers.get('Content-Security-Policy') ?? '';
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(policy).toContain("form-action 'self'");
    expect(english.headers.get('Referrer-Policy')).toBe('same-origin');
    expect(english.headers.get('X-Frame-Options')).toBe('DENY');
    expect(english.headers.get('Access-Control-Allow-Origin')).toBeNull();
    const chinese = [
      await app.request('/plain', { headers: { 'Accept-Language': 'zh-CN,zh;q=0.9' } }),
      await app.request('/plain?lang=zh-CN'),
    ];
    for (const page of chinese) expect(await page.text()).toContain('<html lang="zh-CN">');
  });

  test('take a complaint, once however often it is sent, and show what became of it', async () => {
    const service = await startPlain();
    const first = await send(service, 'complaint', COMPLAINT);
    expect(first.status).toBe(201);
    const receipt = receiptIn(await first.text());
    expect(receipt).toMatch(/^[\w-]{43}$/);
    expect(receiptIn(await (await send(service, 'complaint', COMPLAINT)).text())).toBe(receipt);
    const found = await service.store.caseOfReceipt(receipt);
    expect(found?.theCase.complaints).toHaveLength(1);
    const filed = await service.store.filedComplaints(found?.theCase.id ?? '');
    expect(filed).toMatchObject([{ comment: 'first line\n<b>second</b>' }]);
    const waiting = await (await send(service, 'follow', { receipt })).text();
    expect(waiting).toContain('Received, waiting for a reviewer');

    const ann = await signedIn(service, 'ann', 'reviewer');
    const pam = await signedIn(service, 'pam', 'publisher');
    let view = await act(ann, await openedCase(ann), { kind: 'claim', task: 'ruling' });
    const facts = 'A fee & <script>alert(1)</script> no prize.';
    view = await act(ann, view, { kind: 'rule', draft: { ...DRAFT, facts } });
    const rulingId = view.rulings[0]?.ruling.id ?? '';
    await act(pam, view, { kind: 'publish', rulingId });
    const ruled = await (await send(service, 'follow', { receipt, lang: 'zh-CN' })).text();
    expect(ruled).toContain('A fee &amp; &lt;script&gt;alert(1)&lt;/script&gt; no prize.');
    expect(ruled).toContain(`/v1/statements/${rulingId}.json`);
    expect(ruled).toContain('lang="zh-CN"');
  });

  test('give back what was typed where something is missing', async () => {
    const service = await startPlain();
    const answer = await send(service, 'complaint', { ...COMPLAINT, address: 'ftp://"><b>x' });
    expect(answer.status).toBe(400);
    const text = await answer.text();
    expect(text).toContain('value="ftp://&quot;&gt;&lt;b&gt;x"');
    expect(text).toContain('<option value="fraud" selected>');
    expect((await send(service, 'complaint', {})).status).toBe(400);
  });

  test('take a few from one connection, and then one in twenty minutes', async () => {
    const service = await startPlain();
    const file = (number: number) =>
      send(service, 'complaint', { ...COMPLAINT, address: `https://site-${number}.example/` });
    for (const number of [1, 2, 3]) expect((await file(number)).status).toBe(201);
    const refused = await file(4);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(1000);
    expect(await refused.text()).toContain('Come back in twenty minutes');
    service.pass(1200);
    expect((await file(4)).status).toBe(201);
  });

  test('take none where a puzzle has to be solved', async () => {
    const service = await startPlain({ limits: { proofIsRequired: true } });
    const answer = await send(service, 'complaint', COMPLAINT);
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('only with a solved puzzle');
    expect(await service.store.caseOfDestination('prize.example/')).toBeUndefined();
  });

  test('take nothing that the page of somebody else sends', async () => {
    const service = await startPlain();
    const foreign = [
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'same-site' },
      { Origin: 'https://other.example' },
      { Origin: 'null' },
    ];
    for (const headers of foreign) {
      expect((await send(service, 'complaint', COMPLAINT, headers)).status).toBe(403);
    }
    const own = { Origin: 'http://localhost', 'Sec-Fetch-Site': 'same-origin' };
    expect((await send(service, 'complaint', COMPLAINT, own)).status).toBe(201);
  });

  test('know no receipt that nobody was given', async () => {
    const service = await startPlain();
    const unknown = await send(service, 'follow', { receipt: 'x'.repeat(43) });
    expect(unknown.status).toBe(404);
    expect(await unknown.text()).toContain('knows no complaint with this receipt');
    const odd = await send(service, 'follow', { receipt: '<script>' });
    expect(await odd.text()).toContain('value="&lt;script&gt;"');
  });
});
