import type { PageDescription, PopupView } from '../../messaging/protocol.ts';
import { Host } from '../ui/address.tsx';
import { kindWords } from '../ui/kind.ts';
import { siteName } from '../ui/names.ts';
import { Caution } from '../ui/notice.tsx';
import { say } from '../ui/words.ts';
import { Access, StopGuarding } from './access.tsx';

interface Props {
  readonly view: PopupView;
  readonly changed: () => Promise<void>;
}

/** Where the person is: which site, which kind of conversation, and whether it is guarded at all. */
export function Here({ view, changed }: Props) {
  const { page, host, access, customName } = view;
  // The browser knows our own pages by a long random name that says nothing to a person.
  if (page === undefined && host === location.host) {
    return (
      <section class="here">
        <p>{say('popup_own_page')}</p>
      </section>
    );
  }
  return (
    <section class="here">
      {host === undefined ? null : (
        <p class="site">
          <Host host={host} />{' '}
          {page?.isRecognised ? <span class="note">{siteName(page.site, customName)}</span> : null}
        </p>
      )}
      {page === undefined ? <Access access={access} changed={changed} /> : <Guarded page={page} />}
      {page !== undefined && access?.state === 'turned-on' ? (
        <StopGuarding pattern={access.pattern} changed={changed} />
      ) : null}
    </section>
  );
}

function Guarded({ page }: { page: PageDescription }) {
  return (
    <>
      <p>
        <span class="note">{say('popup_conversation')}</span> <b>{kindWords(page)}</b>
      </p>
      <Unrecognised page={page} />
      {page.isDegraded ? <Caution>{say('popup_degraded')}</Caution> : null}
    </>
  );
}

/** A chat that Link Guard knows, but cannot read any more, is told apart from one it never knew. */
function Unrecognised({ page: { isRecognised, expected } }: { page: PageDescription }) {
  if (expected !== undefined) return <Caution>{say('popup_expected', siteName(expected))}</Caution>;
  return isRecognised ? null : <p class="note">{say('popup_unrecognised')}</p>;
}
