/** The desk as its page uses it: a session's cookie and token, and requests from its own origin. */

import type { StaffRole } from '../../../src/redress/index.ts';
import { addAccount, invite } from '../../../src/service/sign-in/invitations.ts';
import { SESSION_COOKIE } from '../../../src/service/sign-in/sessions.ts';
import { CSRF_HEADER } from '../../../src/wire/index.ts';
import { START, type TestService } from '../test-service.ts';

export const PASSWORD = 'a long enough password';

export interface DeskClient {
  readonly id: string;
  readonly cookie: string;
  readonly csrf: string;
  get(path: string): Promise<Response>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
}

export const OWN_ORIGIN = { 'Sec-Fetch-Site': 'same-origin' };

/** Makes an account, takes it over by its link, and is signed in. */
export async function signedIn(
  service: TestService,
  name: string,
  role: StaffRole,
): Promise<DeskClient> {
  const { accounts } = service.store;
  const id = await addAccount(accounts, { name, role }, START);
  const invitation = await invite(accounts, id, START);
  const answer = await service.post(
    '/desk/api/invitation/password',
    { invitation, password: PASSWORD },
    OWN_ORIGIN,
  );
  if (answer.status !== 204) throw new Error(`not taken over: ${answer.status}`);
  return clientOf(service, id, cookieOf(answer));
}

export async function clientOf(
  { app }: TestService,
  id: string,
  cookie: string,
): Promise<DeskClient> {
  const session = await app.request('/desk/api/session', { headers: { Cookie: cookie } });
  const { csrf } = (await session.json()) as { csrf: string };
  return {
    ...{ id, cookie, csrf },
    get: async (path) => app.request(`/desk/api/${path}`, { headers: { Cookie: cookie } }),
    post: async (path, body, headers = {}) =>
      app.request(`/desk/api/${path}`, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          Cookie: cookie,
          [CSRF_HEADER]: csrf,
          ...OWN_ORIGIN,
          ...headers,
        },
        body: JSON.stringify(body),
      }),
  };
}

/** The pair of the session's cookie, as a browser sends it back. */
export function cookieOf(answer: Response): string {
  const cookies = answer.headers.getSetCookie();
  const found = cookies.find(
    (each) => each.startsWith(`${SESSION_COOKIE}=`) && !/Max-Age=0/.test(each),
  );
  return found?.split(';')[0] ?? '';
}
