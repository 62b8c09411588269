import type { PageDescription, PopupView } from '../../messaging/protocol.ts';
import { Host } from '../ui/address.tsx';
import { kindWords } from '../ui/kind.ts';
import { siteName } from '../ui/names.ts';
import { Caution } from '../ui/notice.tsx';
import { say } from '../ui/words.ts';
import { Access, StopGuarding } from './access.tsx';
import { WrongKind } from './wrong-kind.tsx';

interface Props {
  readonly view: PopupView;
  readonly changed: () => Promise<void>;
}

/** Where the person is: which kind of conversation, on which site, and whether it is guarded at all. */
export function Here({ view, changed }: Props) {
  const { page, host, access } = view;
  // The browser knows our own pages by a long random name that says nothing to a person.
  if (page === undefined && host === location.host) {
    return (
      <section class="here">
        <p>{say('popup_own_page')}</p>
      </section>
    );
  }
  const name = page?.isRecognised ? siteName(page.site) : undefined;
  return (
    <section class="here">
      {page === undefined ? null : <h2 class="kind">{kindWords(page)}</h2>}
      {host === undefined ? null : (
        <p class={page === undefined ? 'site' : 'note'}>
          {name === undefined ? null : <>{name} · </>}
          <Host host={host} />
        </p>
      )}
      {page === undefined ? (
        <Access access={access} knownName={view.knownName} changed={changed} />
      ) : (
        <Guarded page={page} hasChat={view.hasChat} />
      )}
      {page !== undefined && access?.state === 'turned-on' ? (
        <StopGuarding pattern={access.pattern} changed={changed} />
      ) : null}
    </section>
  );
}

interface GuardedProps {
  readonly page: PageDescription;
  readonly hasChat: boolean;
}

function Guarded({ page, hasChat }: GuardedProps) {
  return (
    <>
      <Unrecognised page={page} hasChat={hasChat} />
      {page.isDegraded ? <Caution>{say('popup_degraded')}</Caution> : null}
      <WrongKind page={page} />
    </>
  );
}

/** A chat that Link Guard knows, but cannot read any more, is told apart from one it never knew. */
function Unrecognised({ page: { isRecognised, expected }, hasChat }: GuardedProps) {
  if (expected !== undefined) {
    const words = hasChat ? 'popup_expected' : 'popup_expected_no_chat';
    return <Caution>{say(words, siteName(expected))}</Caution>;
  }
  if (!hasChat) return <p class="note">{say('popup_no_chat')}</p>;
  return isRecognised ? null : <p class="note">{say('popup_unrecognised')}</p>;
}
