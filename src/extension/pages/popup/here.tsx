import type { PopupView } from '../../messaging/protocol.ts';
import { Host } from '../ui/address.tsx';
import { contextName, siteName } from '../ui/names.ts';
import { Caution } from '../ui/notice.tsx';
import { say } from '../ui/words.ts';

/** Where the person is: which site, and which kind of conversation. */
export function Here({ view: { page, host } }: { view: PopupView }) {
  // The browser knows our own pages by a long random name that says nothing to a person.
  if (page === undefined && host === location.host) {
    return (
      <section class="here">
        <p>{say('popup_own_page')}</p>
      </section>
    );
  }
  if (page === undefined) {
    return (
      <section class="here">
        {host === undefined ? null : (
          <p class="site">
            <Host host={host} />
          </p>
        )}
        <p>{say('popup_unguarded')}</p>
        <p class="note">{say('popup_unguarded_note')}</p>
      </section>
    );
  }
  return (
    <section class="here">
      {host === undefined ? null : (
        <p class="site">
          <Host host={host} />{' '}
          {page.isRecognised ? <span class="note">{siteName(page.site)}</span> : null}
        </p>
      )}
      <p>
        <span class="note">{say('popup_conversation')}</span> <b>{contextName(page.context)}</b>
      </p>
      {page.isRecognised ? null : <p class="note">{say('popup_unrecognised')}</p>}
      {page.isDegraded ? <Caution>{say('popup_degraded')}</Caution> : null}
    </section>
  );
}
