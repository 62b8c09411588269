import { describe, expect, test } from 'vitest';
import type { FileComplaintResponse } from '../../../src/wire/index.ts';
import { act, DRAFT, openedCase, queued } from '../desk/case-acts.ts';
import { type DeskClient, signedIn } from '../desk/desk-client.ts';
import { newIdempotencyKey, sampleComplaint } from '../sample-complaint.ts';
import { samplePages } from '../sample-pages.ts';
import { startTestService, type TestService } from '../test-service.ts';

const PROXY = '10.0.0.1';
const HEADER = 'X-Signed-In';

interface From {
  /** Of the connection. */
  readonly peer?: string;
  readonly forwarded?: string;
  readonly name?: string;
}

interface Said {
  readonly address?: string;
  readonly comment?: string;
}

async function complain(
  { app }: TestService,
  { peer = PROXY, forwarded = '192.0.2.7', name }: From,
  { address = 'https://prize.example/win', comment = '' }: Said = {},
): Promise<Response> {
  const body = { ...sampleComplaint({ comment, address }), kind: 'marketing' };
  return app.request(
    '/v1/complaints',
    {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'Idempotency-Key': newIdempotencyKey(),
        ...(name === undefined ? {} : { [HEADER]: name }),
      },
      body: JSON.stringify(body),
    },
    { incoming: { socket: { remoteAddress: peer }, headers: { 'x-forwarded-for': forwarded } } },
  );
}

function startBehindProxy(options: Parameters<typeof startTestService>[0] = {}) {
  return startTestService({
    ...options,
    pages: samplePages(),
    trustedProxy: PROXY,
    reporterHeader: HEADER,
  });
}

describe('a reporter whom a single sign-on vouches for', () => {
  test('needs no puzzle; whoever writes the header by themselves does', async () => {
    const service = await startBehindProxy({ limits: { proofIsRequired: true } });
    expect((await complain(service, { name: 'ada@example.com' })).status).toBe(201);
    expect((await complain(service, {})).status).toBe(403);
    expect((await complain(service, { name: ' ' })).status).toBe(403);
    expect((await complain(service, { name: 'ada', peer: '192.0.2.7' })).status).toBe(403);
  });

  test('is one reporter, wherever they come from and whenever', async () => {
    const service = await startBehindProxy();
    await complain(service, { name: 'ursula', forwarded: '192.0.2.7' });
    service.pass(90_000);
    await complain(service, { name: 'ursula', forwarded: '198.51.100.7' });
    await complain(service, { name: 'viktor', forwarded: '192.0.2.7' }, { comment: 'another' });
    const ann = await signedIn(service, 'ann', 'reviewer');
    expect(await queued(ann)).toMatchObject([{ complaints: 3, reporters: 2 }]);
    expect(JSON.stringify(await openedCase(ann))).not.toMatch(/ursula|viktor/);
  });

  test('is warned before anything is limited, and told of both', { timeout: 60_000 }, async () => {
    const service = await startBehindProxy();
    const staff = {
      reviewer: await signedIn(service, 'ann', 'reviewer'),
      publisher: await signedIn(service, 'pam', 'publisher'),
    };
    const notices: (string | undefined)[] = [];
    for (let number = 1; number <= 12; number += 1) {
      const address = `https://site-${number}.example/`;
      const answer = await complain(service, { name: 'ada' }, { address });
      notices.push(((await answer.json()) as FileComplaintResponse).notice?.kind);
      await dismiss(staff, address);
      service.pass(1);
    }
    expect(notices).toEqual([
      ...[undefined, undefined, undefined, undefined, undefined],
      // What came with the answer that warned was not filed in spite of it.
      ...['warned', 'warned', 'warned', 'warned', 'warned', 'warned', 'limited'],
    ]);

    await complain(service, { name: 'ada' }, { address: 'https://limited.example/' });
    service.pass(60);
    await complain(service, { name: 'bea' }, { address: 'https://later.example/' });
    const hosts = (await queued(staff.reviewer)).map(({ destination }) => destination.host);
    expect(hosts).toEqual(['later.example', 'limited.example']);
    // As soon as somebody else says the same, it is everybody's.
    await complain(service, { name: 'cleo' }, { address: 'https://limited.example/' });
    expect((await queued(staff.reviewer))[0]?.destination.host).toBe('limited.example');
    const opened = await openedCase(staff.reviewer);
    expect(opened.complaints[0]).toMatchObject({ limitedUntil: expect.any(String) });
    expect(opened.complaints[0]?.quality).toBeLessThan(0.2);
    expect(opened.complaints[1]).not.toHaveProperty('quality');
  });
});

interface Staff {
  readonly reviewer: DeskClient;
  readonly publisher: DeskClient;
}

async function dismiss({ reviewer, publisher }: Staff, address: string): Promise<void> {
  const claimed = await act(reviewer, await openedCase(reviewer), {
    kind: 'claim',
    task: 'ruling',
  });
  const measure = { kind: 'none', manifestlyUnfounded: true };
  const view = await act(reviewer, claimed, {
    kind: 'rule',
    draft: { ...DRAFT, address, scope: 'host', measure },
  });
  await act(publisher, view, { kind: 'publish', rulingId: view.rulings[0]?.ruling.id });
}

describe('many who complain of one destination', () => {
  const TEXTS = ['fee', 'card', 'phone', 'prize', 'friends'].map(
    (word) => `What they asked me for before anything was sent was my ${word}.`,
  );

  test('move its case up where they do not belong together, and list nothing', async () => {
    const service = await startBehindProxy();
    const ann = await signedIn(service, 'ann', 'reviewer');
    await complain(service, {}, { address: 'https://older.example/' });
    for (const [index, comment] of TEXTS.entries()) {
      service.pass(600);
      await complain(service, { forwarded: `192.0.${index}.7` }, { comment });
    }
    const [first, second] = await queued(ann);
    expect(first).toMatchObject({ complaints: 5, reporters: 5, isHurried: true });
    expect(first?.destination.host).toBe('prize.example');
    expect(second).toMatchObject({ isHurried: false });
    expect((await openedCase(ann)).rulings).toEqual([]);
    const audit = (await (await ann.get('audit')).json()) as { entries: { act: string }[] };
    expect(audit.entries).toMatchObject([{ act: 'hurry', by: 'service' }]);
  });

  test('from one network, or with one text, count as one and move nothing', async () => {
    const service = await startBehindProxy();
    const ann = await signedIn(service, 'ann', 'reviewer');
    for (const [index, comment] of TEXTS.entries()) {
      await complain(service, { forwarded: `192.0.2.${index + 1}` }, { comment });
      const other = { address: 'https://copied.example/', comment: TEXTS[0] ?? '' };
      await complain(service, { forwarded: `198.51.${index}.7` }, other);
    }
    const items = await queued(ann);
    expect(items).toHaveLength(2);
    for (const item of items) {
      expect(item).toMatchObject({ complaints: 5, reporters: 1, isHurried: false });
    }
  });
});
