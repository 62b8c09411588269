import { useCallback, useEffect } from 'preact/hooks';
import type { PopupView } from '../../messaging/protocol.ts';
import { sendToBackground } from '../../messaging/send.ts';
import { useAnswer } from '../ui/answer.ts';
import { Hints } from '../ui/hints.tsx';
import { knowSites } from '../ui/names.ts';
import { Caution, Silent } from '../ui/notice.tsx';
import { openOptions } from '../ui/open-options.ts';
import { say } from '../ui/words.ts';
import { Choices } from './choices.tsx';
import { Here } from './here.tsx';
import { Lists } from './lists.tsx';
import { Ordinary } from './ordinary.tsx';
import { Problems, ProtectionState, Withheld } from './protection-state.tsx';
import { tabInView } from './tab.ts';

/** How often, in milliseconds, an open popup looks again: the conversation goes on meanwhile. */
const LOOK_AGAIN = 3000;

async function askView() {
  const view = await sendToBackground('popup.view', { tabId: await tabInView() });
  knowSites(view.siteNames);
  return view;
}

/** Asked while the language is still looked up. */
let early: ReturnType<typeof askView> | undefined = askView();
early.catch(() => undefined); // Whoever draws it is told.

function askEarly() {
  const asked = early ?? askView();
  early = undefined;
  return asked;
}

export function Popup() {
  const { answer, again } = useAnswer(askEarly);
  useLookingAgain(again);
  return (
    <main class="popup">
      {answer.state === 'answered' ? (
        <Answered view={answer.value} isOld={answer.isOld} again={again} />
      ) : (
        <>
          <header class="top">
            <h1>{say('name')}</h1>
          </header>
          {answer.state === 'silent' ? (
            <Silent note={say('silent_note')} again={again} />
          ) : (
            <p class="empty note">{say('loading')}</p>
          )}
        </>
      )}
    </main>
  );
}

function Answered({
  view,
  isOld,
  again,
}: {
  view: PopupView;
  isOld: boolean;
  again: () => Promise<void>;
}) {
  return (
    <>
      <header class="top">
        <h1>{say('name')}</h1>
        <ProtectionState protection={view.protection} />
      </header>
      {isOld ? <Caution>{say('silent_title')}</Caution> : null}
      <Problems codes={view.protection.problems} />
      <Withheld hosts={view.protection.withheld} />
      <Here view={view} changed={again} />
      {view.ordinary === undefined ? null : (
        <Ordinary ordinary={view.ordinary} organisation={view.organisation} changed={again} />
      )}
      <Choices
        choices={view.choices}
        organisation={view.organisation}
        here={view.page?.context}
        isReportOnly={view.protection.problems.includes('report-only')}
        changed={again}
      />
      <Lists view={view} changed={again} />
      <Hints state={view.hints} organisation={view.organisation} changed={again} />
      <footer class="foot">
        <button type="button" class="plain" onClick={() => void openOptions('try')}>
          {say('popup_try')}
        </button>
        <button type="button" class="plain" onClick={() => void openOptions()}>
          {say('popup_options')}
        </button>
      </footer>
    </>
  );
}

function useLookingAgain(again: () => Promise<void>): void {
  const look = useCallback(() => {
    // A list that moves would take away the form that is being filled in.
    if (document.activeElement?.closest('form') == null) void again();
  }, [again]);
  useEffect(() => {
    const timer = setInterval(look, LOOK_AGAIN);
    return () => clearInterval(timer);
  }, [look]);
}
