import type { OptionsView } from '../../messaging/protocol.ts';
import { sendToBackground } from '../../messaging/send.ts';
import { useAnswer } from '../ui/answer.ts';
import { Caution, Silent } from '../ui/notice.tsx';
import { say } from '../ui/words.ts';
import { ChatSites } from './chat-sites.tsx';

/** What every section gets. */
export interface SectionProps {
  readonly view: OptionsView;
  readonly changed: () => Promise<void>;
}

/** In the order of the page; each draws its own parts below its heading. */
const SECTIONS = [{ id: 'sites', title: 'options_sites', Section: ChatSites }] as const;

const askView = () => sendToBackground('options.view');

export function Options() {
  const { answer, again } = useAnswer(askView);
  return (
    <main class="options">
      <h1>{say('options_title')}</h1>
      {answer.state === 'waiting' ? <p class="empty note">{say('loading')}</p> : null}
      {answer.state === 'silent' ? <Silent note={say('silent_note')} again={again} /> : null}
      {answer.state === 'answered' ? (
        <>
          {answer.isOld ? <Caution>{say('silent_title')}</Caution> : null}
          {SECTIONS.map(({ id, title, Section }) => (
            <section key={id} id={id} class="section" aria-labelledby={`${id}-title`}>
              <h2 id={`${id}-title`}>{say(title)}</h2>
              <Section view={answer.value} changed={again} />
            </section>
          ))}
        </>
      ) : null}
    </main>
  );
}
