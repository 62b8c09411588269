import { OAuth2Server } from 'oauth2-mock-server';
import { describe, expect, onTestFinished, test } from 'vitest';
import { addAccount } from '../../../src/service/sign-in/invitations.ts';
import {
  openSingleSignOn,
  SIGN_IN_BACK,
  subjectOf,
} from '../../../src/service/sign-in/single-sign-on.ts';
import { cookieOf } from '../desk/desk-client.ts';
import { samplePages } from '../sample-pages.ts';
import { PUBLIC_ADDRESS, START, startTestService } from '../test-service.ts';

/** A real provider on loopback: its keys, its tokens, its checks of PKCE. */
async function provider() {
  const server = new OAuth2Server();
  await server.issuer.keys.generate('RS256');
  await server.start(0, '127.0.0.1');
  onTestFinished(async () => {
    if (server.listening) await server.stop();
  });
  return server;
}

async function start() {
  const server = await provider();
  const issuer = server.issuer.url ?? '';
  const service = await startTestService({
    pages: samplePages(),
    singleSignOn: ({ accounts }) =>
      openSingleSignOn(
        { issuer, clientId: 'desk', clientSecret: 'secret' },
        accounts,
        () => `${PUBLIC_ADDRESS}${SIGN_IN_BACK}`,
      ),
  });
  return { server, service, issuer };
}

type Started = Awaited<ReturnType<typeof start>>;

function pairOf(answer: Response): string {
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

/** To the provider's page and back to ours, as a browser would follow it. */
async function goThere({ service }: Started): Promise<{ flow: string; back: URL; asked: URL }> {
  const begun = await service.app.request('/desk/sign-in/begin');
  expect(begun.status).toBe(302);
  const asked = new URL(begun.headers.get('Location') ?? '');
  const sent = await fetch(asked, { redirect: 'manual' });
  return { flow: pairOf(begun), asked, back: new URL(sent.headers.get('Location') ?? '') };
}

function comeBack({ service }: Started, back: URL, flow: string): Promise<Response> {
  const { pathname, search } = back;
  return Promise.resolve(service.app.request(pathname + search, { headers: { Cookie: flow } }));
}

describe('single sign-on', () => {
  test('signs in who has an account here, with state, nonce and PKCE', async () => {
    const started = await start();
    const { service, issuer } = started;
    const subject = subjectOf(issuer, 'johndoe');
    await addAccount(service.store.accounts, { name: 'ann', role: 'senior', subject }, START);
    const { asked, back, flow } = await goThere(started);
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(asked.searchParams.get(name)?.length).toBeGreaterThan(20);
    }
    expect(asked.searchParams.get('code_challenge_method')).toBe('S256');
    const answer = await comeBack(started, back, flow);
    expect(await answer.text()).toContain('url=/desk"');
    const session = await service.app.request('/desk/api/session', {
      headers: { Cookie: cookieOf(answer) },
    });
    expect(await session.json()).toMatchObject({ kind: 'signed-in', name: 'ann' });
  });

  test('signs nobody in who has no account here', async () => {
    const started = await start();
    const { back, flow } = await goThere(started);
    const answer = await comeBack(started, back, flow);
    expect(await answer.text()).toContain('sign-in=failed');
    expect(cookieOf(answer)).toBe('');
  });

  test('believes no answer to another question, and none twice', async () => {
    const started = await start();
    const { service, issuer } = started;
    const subject = subjectOf(issuer, 'johndoe');
    await addAccount(service.store.accounts, { name: 'ann', role: 'senior', subject }, START);
    const mine = await goThere(started);
    const other = await goThere(started);
    expect(cookieOf(await comeBack(started, mine.back, other.flow))).toBe('');
    expect(cookieOf(await comeBack(started, mine.back, ''))).toBe('');
    const again = await goThere(started);
    expect(cookieOf(await comeBack(started, again.back, again.flow))).not.toBe('');
    expect(cookieOf(await comeBack(started, again.back, again.flow))).toBe('');
  });

  test('believes no token that was made for another question', async () => {
    const started = await start();
    const { server, service, issuer } = started;
    const subject = subjectOf(issuer, 'johndoe');
    await addAccount(service.store.accounts, { name: 'ann', role: 'senior', subject }, START);
    server.service.on('beforeTokenSigning', (token) => {
      token.payload.nonce = 'another';
    });
    const { back, flow } = await goThere(started);
    expect(cookieOf(await comeBack(started, back, flow))).toBe('');
  });

  test('says that it cannot, when the provider is away', async () => {
    const started = await start();
    await started.server.stop();
    expect((await started.service.app.request('/desk/sign-in/begin')).status).toBe(503);
  });
});
