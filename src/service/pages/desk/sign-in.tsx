/** Signing in: by password, passkey or single sign-on, as far as there is one. */
import { useState } from 'preact/hooks';
import * as v from 'valibot';
import type { Asked } from '../ui/ask.ts';
import { Failure } from '../ui/failure.tsx';
import { TextField } from '../ui/fields.tsx';
import { say } from '../ui/words.ts';
import { post } from './desk-api.ts';
import { canUsePasskeys, signInWithPasskey } from './passkey.ts';

interface SignInProps {
  readonly hasSingleSignOn: boolean;
  readonly signedIn: () => void;
}

const Nothing = v.optional(v.undefined());

export function SignIn({ hasSingleSignOn, signedIn }: SignInProps) {
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [failure, setFailure] = useState<string>();
  const hasFailed = new URLSearchParams(location.search).get('sign-in') === 'failed';

  async function attempt(asked: Promise<Asked<unknown>>) {
    const outcome = await asked;
    if (outcome.ok) signedIn();
    else setFailure(outcome.code);
  }

  function withPassword(event: Event) {
    event.preventDefault();
    void attempt(post('sign-in/password', Nothing, { name, password }));
  }

  return (
    <>
      <p class="lead">{say('sign_in_lead')}</p>
      {hasFailed ? <p class="care">{say('sign_in_failed')}</p> : null}
      <form class="card narrow" onSubmit={withPassword}>
        <TextField
          label={say('sign_in_name')}
          autoComplete="username"
          required
          maxLength={100}
          value={name}
          write={setName}
        />
        <TextField
          label={say('sign_in_password')}
          type="password"
          autoComplete="current-password"
          required
          maxLength={200}
          value={password}
          write={setPassword}
        />
        {failure === undefined ? null : <Failure code={failure} />}
        <div class="buttons">
          <button type="submit" class="primary">
            {say('sign_in_with_password')}
          </button>
          {canUsePasskeys() ? (
            <button type="button" onClick={() => void attempt(signInWithPasskey())}>
              {say('sign_in_with_passkey')}
            </button>
          ) : null}
          {hasSingleSignOn ? (
            <a href="/desk/sign-in/begin">{say('sign_in_with_single_sign_on')}</a>
          ) : null}
        </div>
      </form>
    </>
  );
}
