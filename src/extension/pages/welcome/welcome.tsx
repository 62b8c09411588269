import type { ComponentChildren } from 'preact';
import { sendToBackground } from '../../messaging/send.ts';
import { useAnswer } from '../ui/answer.ts';
import { Silent } from '../ui/notice.tsx';
import { openOptions } from '../ui/open-options.ts';
import { useTitle } from '../ui/use-title.ts';
import { say } from '../ui/words.ts';
import { ChatSites } from './chat-sites.tsx';
import { DemoChat } from './demo-chat.tsx';
import { Permissions } from './permissions.tsx';
import { StartingPoints } from './starting-points.tsx';

const askPreferences = () => sendToBackground('preferences.view', { site: 'demo' });

/** Three steps: how careful to be, where, and what it looks like. */
export function Welcome() {
  const { answer, again } = useAnswer(askPreferences);
  useTitle(say('welcome_title'));
  return (
    <main class="welcome">
      <header>
        <img src="/icons/icon.svg" alt="" width="44" height="44" />
        <div>
          <h1>{say('welcome_title')}</h1>
          <p class="lead">{say('welcome_lead')}</p>
        </div>
      </header>
      {answer.state === 'silent' ? <Silent note={say('silent_note')} again={again} /> : null}
      <Step number={1} title={say('welcome_start')} note={say('welcome_start_note')}>
        {answer.state === 'answered' ? (
          <StartingPoints preferences={answer.value} changed={again} />
        ) : null}
      </Step>
      <Step number={2} title={say('welcome_sites')} note={say('welcome_sites_note')}>
        <ChatSites />
        <Permissions />
      </Step>
      <Step number={3} title={say('welcome_see')} note={say('welcome_see_note')}>
        {answer.state === 'answered' ? <DemoChat samples={answer.value.samples} /> : null}
      </Step>
      <footer>
        <p>{say('welcome_popup_note')}</p>
        <p class="note">{say('welcome_privacy_note')}</p>
        <div class="buttons">
          <button type="button" class="primary" onClick={() => window.close()}>
            {say('welcome_done')}
          </button>
          <button type="button" onClick={() => void openOptions('try')}>
            {say('options_try')}
          </button>
          <button type="button" onClick={() => void openOptions('complaints')}>
            {say('options_complaints')}
          </button>
          <button type="button" onClick={() => void openOptions()}>
            {say('popup_options')}
          </button>
        </div>
      </footer>
    </main>
  );
}

function Step({
  number,
  title,
  note,
  children,
}: {
  number: number;
  title: string;
  note: string;
  children: ComponentChildren;
}) {
  return (
    <section class="welcome-step" aria-labelledby={`step-${number}`}>
      <h2 id={`step-${number}`}>
        <span class="welcome-number">{number}</span> {title}
      </h2>
      <p class="note">{note}</p>
      {children}
    </section>
  );
}
