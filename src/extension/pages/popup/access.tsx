import { useState } from 'preact/hooks';
import { hostOfPattern } from '../../match-pattern.ts';
import type { PopupView, SiteAccess } from '../../messaging/protocol.ts';
import { sendToBackground } from '../../messaging/send.ts';
import { requestAccess } from '../ui/access.ts';
import { inOurWords } from '../ui/names.ts';
import { Caution } from '../ui/notice.tsx';
import { say } from '../ui/words.ts';

interface Props {
  readonly access: SiteAccess | undefined;
  readonly knownName: PopupView['knownName'];
  readonly changed: () => Promise<void>;
}

/** A page that is not guarded: why not, and what the person can do about it. */
export function Access({ access, knownName, changed }: Props) {
  switch (access?.state) {
    case undefined:
      return <Unguarded note={say('popup_unguarded_note')} />;
    case 'not-guarded':
      return <TurnOn access={access} words={turnOnWords(knownName)} changed={changed} />;
    case 'needs-permission':
      return (
        <>
          <Caution>{say('access_taken')}</Caution>
          <Ask access={access} words={say('access_give_back')} changed={changed} />
        </>
      );
    default:
      return <Unguarded note={say('popup_reload_note')} />;
  }
}

function Unguarded({ note }: { note: string }) {
  return (
    <>
      <h2 class="kind">{say('popup_unguarded')}</h2>
      <p class="note">{note}</p>
    </>
  );
}

type AskProps = { readonly access: SiteAccess; readonly words: string } & Pick<Props, 'changed'>;

function TurnOn(props: AskProps) {
  return (
    <>
      <h2 class="kind">{say('popup_unguarded')}</h2>
      <Ask {...props} />
      <p class="note">{say('access_note', hostOfPattern(props.access.pattern))}</p>
    </>
  );
}

function Ask({ access, words, changed }: AskProps) {
  const [isRefused, setRefused] = useState(false);

  async function ask() {
    setRefused(!(await requestAccess(access.needs)));
    await changed();
  }

  return (
    <>
      <div class="buttons">
        <button type="button" class="primary" onClick={() => void ask()}>
          {words}
        </button>
      </div>
      {isRefused ? (
        <p class="note" role="status">
          {say('access_refused')}
        </p>
      ) : null}
    </>
  );
}

export function StopGuarding({ pattern, changed }: { pattern: string } & Pick<Props, 'changed'>) {
  const [failed, setFailed] = useState(false);

  async function stop() {
    setFailed(false);
    try {
      await sendToBackground('site.turnOff', { pattern });
    } catch {
      // It goes on being guarded, and the person is told.
      setFailed(true);
    }
    await changed();
  }

  return (
    <>
      <div class="buttons">
        <button type="button" class="plain" onClick={() => void stop()}>
          {say('access_stop')}
        </button>
      </div>
      {failed ? <Caution>{say('access_stop_failed')}</Caution> : null}
    </>
  );
}

function turnOnWords(name: PopupView['knownName']): string {
  return name === undefined
    ? say('access_guard_site')
    : say('access_guard_known', inOurWords(name));
}
