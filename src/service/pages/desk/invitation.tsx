/** Taking over an account with the one-time link that somebody was given for it. */
import { useEffect, useState } from 'preact/hooks';
import * as v from 'valibot';
import { InvitedSchema, PASSWORD_LIMIT, PASSWORD_MINIMUM } from '../../../wire/index.ts';
import type { Asked } from '../ui/ask.ts';
import { Failure } from '../ui/failure.tsx';
import { TextField } from '../ui/fields.tsx';
import { Sentence } from '../ui/foreign.tsx';
import { say, sayAny } from '../ui/words.ts';
import { post } from './desk-api.ts';
import { canUsePasskeys, makePasskey } from './passkey.ts';

interface InvitationProps {
  readonly invitation: string;
  readonly signedIn: () => void;
}

const Nothing = v.optional(v.undefined());

export function Invitation({ invitation, signedIn }: InvitationProps) {
  const [invited, setInvited] = useState<Asked<v.InferOutput<typeof InvitedSchema>>>();
  const [password, setPassword] = useState('');
  const [failure, setFailure] = useState<string>();

  useEffect(() => {
    void post('invitation', InvitedSchema, { invitation }).then(setInvited);
  }, [invitation]);

  async function attempt(asked: Promise<Asked<unknown>>) {
    const outcome = await asked;
    if (outcome.ok) signedIn();
    else setFailure(outcome.code);
  }

  if (invited === undefined) return <p role="status">{say('loading')}</p>;
  if (!invited.ok) return <p class="care">{say('invitation_gone')}</p>;
  const { name, role } = invited.value;
  return (
    <>
      <p class="lead">
        <Sentence words="invitation_lead" values={{ name, role: sayAny(`role_${role}`, role) }} />
      </p>
      <form
        class="card narrow"
        onSubmit={(event) => {
          event.preventDefault();
          void attempt(post('invitation/password', Nothing, { invitation, password }));
        }}
      >
        <TextField
          label={say('invitation_password')}
          note={say('invitation_password_note', { count: PASSWORD_MINIMUM })}
          type="password"
          autoComplete="new-password"
          required
          minLength={PASSWORD_MINIMUM}
          maxLength={PASSWORD_LIMIT}
          value={password}
          write={setPassword}
        />
        {failure === undefined ? null : <Failure code={failure} />}
        <div class="buttons">
          <button type="submit" class="primary">
            {say('invitation_set_password')}
          </button>
          {canUsePasskeys() ? (
            <button type="button" onClick={() => void attempt(makePasskey(invitation))}>
              {say('invitation_passkey')}
            </button>
          ) : null}
        </div>
      </form>
    </>
  );
}
