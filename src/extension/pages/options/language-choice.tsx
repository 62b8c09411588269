import { useEffect, useRef } from 'preact/hooks';
import { LANGUAGES } from '../../../policy/index.ts';
import { sendToBackground } from '../../messaging/send.ts';
import { useAnswer } from '../ui/answer.ts';
import { useAttempt } from '../ui/attempt.ts';
import { Icon } from '../ui/icon.tsx';
import { Locked } from '../ui/locked.tsx';
import { languageName } from '../ui/names.ts';
import { Caution } from '../ui/notice.tsx';
import { say } from '../ui/words.ts';

const ask = () => sendToBackground('language.view');

/** At the top of every section, where people look for it. */
export function LanguageChoice() {
  const { answer, again } = useAnswer(ask);
  const { hasFailed, attempt } = useAttempt(again);
  const spoken = say('language');
  const before = useRef(spoken);
  useEffect(() => {
    if (before.current !== spoken) void again();
    before.current = spoken;
  }, [spoken, again]);
  const view = answer.state === 'answered' ? answer.value : undefined;
  return (
    <div class="language">
      {view?.isLocked ? <Locked by={view.organisation} /> : null}
      <label for="language">
        <Icon name="globe" />
        {say('language_label')}
      </label>
      <select
        id="language"
        value={view?.language ?? 'browser'}
        disabled={view === undefined || view.isLocked}
        onChange={({ currentTarget }) => {
          const language = LANGUAGES.find((each) => each === currentTarget.value);
          if (language !== undefined) {
            void attempt(() => sendToBackground('language.set', { language }));
          }
        }}
      >
        {LANGUAGES.map((each) => (
          <option
            key={each}
            value={each}
            lang={each === 'browser' ? undefined : each.replace('_', '-')}
          >
            {languageName(each)}
          </option>
        ))}
      </select>
      {hasFailed ? <Caution>{say('prefs_failed')}</Caution> : null}
    </div>
  );
}
