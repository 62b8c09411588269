/** The desk: where reviewers decide. */
import type { ComponentChild } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import * as v from 'valibot';
import { type DeskSession, DeskSessionSchema } from '../../../wire/index.ts';
import type { Asked } from '../ui/ask.ts';
import { Failure } from '../ui/failure.tsx';
import { Foreign } from '../ui/foreign.tsx';
import { Shell } from '../ui/shell.tsx';
import { useView } from '../ui/use-view.ts';
import { say, sayAny } from '../ui/words.ts';
import { Audit } from './audit.tsx';
import { CasePage } from './case-page.tsx';
import { get, post, type Session } from './desk-api.ts';
import { Fleet } from './fleet.tsx';
import { Invitation } from './invitation.tsx';
import { Publishing } from './publishing.tsx';
import { Queue } from './queue.tsx';
import { SignIn } from './sign-in.tsx';

export function Desk() {
  const [session, setSession] = useState<Asked<DeskSession>>();
  const view = useView();
  const look = useCallback(() => void get('session', DeskSessionSchema).then(setSession), []);
  useEffect(look, [look]);

  const signedIn = () => {
    // What brought the person here is used up, and must not stay in the address.
    history.replaceState(null, '', `${location.pathname}${languageOnly()}#queue`);
    dispatchEvent(new HashChangeEvent('hashchange'));
    look();
  };

  if (session === undefined) return <Closed title={say('sign_in_title')}>{say('loading')}</Closed>;
  if (!session.ok) {
    return (
      <Closed title={say('sign_in_title')}>
        <Failure code={session.code} />
      </Closed>
    );
  }
  if (view.name === 'invitation') {
    return (
      <Closed title={say('invitation_title')}>
        <Invitation invitation={view.argument} signedIn={signedIn} />
      </Closed>
    );
  }
  if (session.value.kind === 'signed-out') {
    return (
      <Closed title={say('sign_in_title')}>
        <SignIn hasSingleSignOn={session.value.hasSingleSignOn} signedIn={signedIn} />
      </Closed>
    );
  }
  return <Open session={session.value} view={view} look={look} />;
}

function Closed({ title, children }: { title: string; children: ComponentChild }) {
  return (
    <Shell ways={[]} view="sign-in" title={title}>
      {children}
    </Shell>
  );
}

interface OpenProps {
  readonly session: Session;
  readonly view: { readonly name: string; readonly argument: string };
  readonly look: () => void;
}

function Open({ session, view, look }: OpenProps) {
  const ways = [
    { view: 'queue', words: say('desk_queue') },
    ...(seesPublishing(session)
      ? [
          { view: 'publishing', words: say('desk_publishing') },
          { view: 'fleet', words: say('desk_fleet') },
        ]
      : []),
    { view: 'audit', words: say('desk_audit') },
  ];
  const leave = async () => {
    await post('sign-out', v.optional(v.undefined()), {}, session);
    look();
  };
  const aside = (
    <>
      <span>
        <Foreign
          text={say('desk_signed_in', {
            name: session.name,
            role: sayAny(`role_${session.role}`, session.role),
          })}
        />
      </span>
      <button type="button" class="plain" onClick={() => void leave()}>
        {say('desk_sign_out')}
      </button>
    </>
  );
  if (view.name === 'case') {
    return (
      <Shell ways={ways} view="case" title={say('case_title')} aside={aside}>
        <CasePage key={view.argument} id={view.argument} session={session} />
      </Shell>
    );
  }
  if (view.name === 'publishing' && seesPublishing(session)) {
    return (
      <Shell ways={ways} view="publishing" title={say('publishing_title')} aside={aside}>
        <Publishing session={session} />
      </Shell>
    );
  }
  if (view.name === 'fleet' && seesPublishing(session)) {
    return (
      <Shell ways={ways} view="fleet" title={say('fleet_title')} aside={aside}>
        <Fleet />
      </Shell>
    );
  }
  if (view.name === 'audit') {
    return (
      <Shell ways={ways} view="audit" title={say('audit_title')} aside={aside}>
        <Audit />
      </Shell>
    );
  }
  return (
    <Shell ways={ways} view="queue" title={say('queue_title')} aside={aside}>
      <Queue />
    </Shell>
  );
}

/** For those who publish, and for those who see to it that they can. */
function seesPublishing({ role }: Session): boolean {
  return role === 'publisher' || role === 'administrator';
}

function languageOnly(): string {
  const tag = new URLSearchParams(location.search).get('lang');
  return tag === null ? '' : `?lang=${encodeURIComponent(tag)}`;
}
