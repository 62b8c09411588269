import { describe, expect, test } from 'vitest';
import { addAccount, invite } from '../../../src/service/sign-in/invitations.ts';
import { SESSION_MILLISECONDS } from '../../../src/service/sign-in/sessions.ts';
import { cookieOf, OWN_ORIGIN, PASSWORD, signedIn } from '../desk/desk-client.ts';
import { samplePages } from '../sample-pages.ts';
import { START, startTestService, type TestService } from '../test-service.ts';

const start = () => startTestService({ pages: samplePages() });

function tryPassword(service: TestService, name: string, password: string, headers = OWN_ORIGIN) {
  return service.post('/desk/api/sign-in/password', { name, password }, headers);
}

async function sessionKind({ app }: TestService, cookie: string): Promise<string> {
  const answer = await app.request('/desk/api/session', { headers: { Cookie: cookie } });
  return ((await answer.json()) as { kind: string }).kind;
}

describe('signing in', () => {
  test('with the password that was set gives a session that scripts and other sites cannot use', async () => {
    const service = await start();
    await signedIn(service, 'ann', 'reviewer');
    const answer = await tryPassword(service, 'ann', PASSWORD);
    expect(answer.status).toBe(204);
    const [cookie = ''] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^__Host-link-guard=[\w-]{43};/);
    for (const part of ['Path=/', 'Secure', 'HttpOnly', 'SameSite=Strict', 'Max-Age=36000']) {
      expect(cookie).toContain(part);
    }
    expect(cookie).not.toContain('Domain');
    expect(await sessionKind(service, cookieOf(answer))).toBe('signed-in');
  });

  test('gives a new session each time, and ends the one before', async () => {
    const service = await start();
    const { cookie } = await signedIn(service, 'ann', 'reviewer');
    const again = await tryPassword(service, 'ann', PASSWORD, {
      ...OWN_ORIGIN,
      Cookie: cookie,
    } as typeof OWN_ORIGIN);
    expect(cookieOf(again)).not.toBe(cookie);
    expect(await sessionKind(service, cookie)).toBe('signed-out');
  });

  test('does not tell a wrong name from a wrong password', async () => {
    const service = await start();
    await signedIn(service, 'ann', 'reviewer');
    const wrong = await tryPassword(service, 'ann', 'not the password');
    const unknown = await tryPassword(service, 'nobody', 'not the password');
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(await wrong.text()).toBe(await unknown.text());
  });

  test('is tried so often and no more, for one asker', async () => {
    const service = await startTestService({
      pages: samplePages(),
      limits: { signIns: { burst: 3, perSecond: 0.1 } },
    });
    const statuses: number[] = [];
    for (let times = 0; times < 4; times += 1) {
      statuses.push((await tryPassword(service, `name-${times}`, 'guess')).status);
    }
    expect(statuses).toEqual([401, 401, 401, 429]);
  });

  test('ends with its time, on leaving, and with the account', async () => {
    const service = await start();
    const ann = await signedIn(service, 'ann', 'reviewer');
    const bob = await signedIn(service, 'bob', 'reviewer');
    const eve = await signedIn(service, 'eve', 'reviewer');
    expect((await ann.post('sign-out', {})).status).toBe(204);
    expect(await sessionKind(service, ann.cookie)).toBe('signed-out');
    await service.store.accounts.disable(eve.id);
    expect(await sessionKind(service, eve.cookie)).toBe('signed-out');
    expect((await tryPassword(service, 'eve', PASSWORD)).status).toBe(401);
    service.pass(SESSION_MILLISECONDS / 1000);
    expect(await sessionKind(service, bob.cookie)).toBe('signed-out');
  });
});

describe('an invitation', () => {
  test('is good once, and for two days', async () => {
    const service = await start();
    const { accounts } = service.store;
    const id = await addAccount(accounts, { name: 'ann', role: 'senior' }, START);
    const [one, late] = [await invite(accounts, id, START), await invite(accounts, id, START)];
    const ask = (invitation: string) =>
      service.post('/desk/api/invitation', { invitation }, OWN_ORIGIN);
    expect(await (await ask(one)).json()).toEqual({ name: 'ann', role: 'senior' });
    const take = (invitation: string) =>
      service.post('/desk/api/invitation/password', { invitation, password: PASSWORD }, OWN_ORIGIN);
    expect((await take(one)).status).toBe(204);
    expect((await take(one)).status).toBe(404);
    expect((await ask(one)).status).toBe(404);
    service.pass(48 * 3600);
    expect((await take(late)).status).toBe(404);
  });

  test('takes no short password, and stays good then', async () => {
    const service = await start();
    const { accounts } = service.store;
    const id = await addAccount(accounts, { name: 'ann', role: 'senior' }, START);
    const invitation = await invite(accounts, id, START);
    const take = (password: string) =>
      service.post('/desk/api/invitation/password', { invitation, password }, OWN_ORIGIN);
    expect((await take('short')).status).toBe(400);
    expect((await take(PASSWORD)).status).toBe(204);
  });
});

describe('a request that changes something', () => {
  test.each([
    ['another site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['a part of this site', { 'Sec-Fetch-Site': 'same-site' }],
    ['an address bar', { 'Sec-Fetch-Site': 'none' }],
    ['another origin', { 'Sec-Fetch-Site': 'same-origin', Origin: 'https://evil.example' }],
    ['a page without an origin', { Origin: 'null' }],
    ['nobody knows where', {}],
  ])('is refused from %s', async (_, headers) => {
    const service = await start();
    await signedIn(service, 'ann', 'reviewer');
    const answer = await tryPassword(service, 'ann', PASSWORD, headers as typeof OWN_ORIGIN);
    expect(answer.status).toBe(403);
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  test('is refused without the session’s token, or with that of another session', async () => {
    const service = await start();
    const ann = await signedIn(service, 'ann', 'reviewer');
    const bob = await signedIn(service, 'bob', 'reviewer');
    for (const token of ['', bob.csrf, 'x'.repeat(43)]) {
      const answer = await ann.post('sign-out', {}, { 'Link-Guard-Csrf': token });
      expect(answer.status).toBe(403);
    }
    expect(await sessionKind(service, ann.cookie)).toBe('signed-in');
  });

  test('and every question of the desk, needs somebody who is signed in', async () => {
    const { app, post } = await start();
    for (const path of ['queue', 'audit', 'cases/x']) {
      expect((await app.request(`/desk/api/${path}`)).status).toBe(401);
    }
    expect((await post('/desk/api/cases/x', {}, OWN_ORIGIN)).status).toBe(401);
  });
});
