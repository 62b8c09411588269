import type { ComponentChildren } from 'preact';
import type { PreferencesView } from '../../messaging/options.ts';
import type { OptionsView } from '../../messaging/protocol.ts';
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

/** All at once: what came later would push down what is being read. */
async function askAll() {
  const [preferences, options] = await Promise.all([
    sendToBackground('preferences.view', { site: 'demo' }),
    sendToBackground('options.view'),
  ]);
  return { preferences, options };
}

/** Three steps: how careful to be, where, and what it looks like. */
export function Welcome() {
  const { answer, again } = useAnswer(askAll);
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
      {answer.state === 'answered' ? <Steps {...answer.value} changed={again} /> : null}
    </main>
  );
}

interface StepsProps {
  readonly preferences: PreferencesView;
  readonly options: OptionsView;
  readonly changed: () => Promise<void>;
}

function Steps({ preferences, options, changed }: StepsProps) {
  return (
    <>
      <Step number={1} title={say('welcome_start')} note={say('welcome_start_note')}>
        <StartingPoints preferences={preferences} changed={changed} />
      </Step>
      <Step number={2} title={say('welcome_sites')} note={say('welcome_sites_note')}>
        <ChatSites view={options} changed={changed} />
        <Permissions />
      </Step>
      <Step number={3} title={say('welcome_see')} note={say('welcome_see_note')}>
        <DemoChat samples={preferences.samples} />
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
    </>
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
        <span class="welcome-number">{number}</span> <span>{title}</span>
      </h2>
      <p class="note">{note}</p>
      {children}
    </section>
  );
}
