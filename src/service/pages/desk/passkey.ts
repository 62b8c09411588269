/** The browser's own dialogs for passkeys. */
import { startAuthentication, startRegistration } from '@simplewebauthn/browser';
import * as v from 'valibot';
import { PasskeyOptionsSchema } from '../../../wire/index.ts';
import type { Asked } from '../ui/ask.ts';
import { post } from './desk-api.ts';

type Options = Parameters<typeof startAuthentication>[0]['optionsJSON'];
type NewOptions = Parameters<typeof startRegistration>[0]['optionsJSON'];

const Nothing = v.optional(v.undefined());

/** A passkey belongs to a name; there is none for an IP address. */
export function canUsePasskeys(): boolean {
  return 'PublicKeyCredential' in globalThis && /[a-z]/i.test(location.hostname);
}

export async function signInWithPasskey(): Promise<Asked<unknown>> {
  const question = await post('sign-in/passkey/question', PasskeyOptionsSchema, {});
  if (!question.ok) return question;
  const { flow, options } = question.value;
  const credential = await orNone(() => startAuthentication({ optionsJSON: options as Options }));
  if (credential === undefined) return { ok: false, code: 'no-passkey' };
  return post('sign-in/passkey', Nothing, { flow, credential });
}

export async function makePasskey(invitation: string): Promise<Asked<unknown>> {
  const question = await post('invitation/passkey/question', PasskeyOptionsSchema, { invitation });
  if (!question.ok) return question;
  const { flow, options } = question.value;
  const optionsJSON = options as unknown as NewOptions;
  const credential = await orNone(() => startRegistration({ optionsJSON }));
  if (credential === undefined) return { ok: false, code: 'no-passkey' };
  return post('invitation/passkey', Nothing, { invitation, flow, credential });
}

/** The person closed the dialog, or has no passkey here; the browser does not tell which. */
async function orNone<Value>(dialog: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await dialog();
  } catch {
    return undefined;
  }
}
