import { Disclosure } from '../ui/disclosure.tsx';
import { say } from '../ui/words.ts';
import { EXPLAINED } from './explained.ts';

/** What the browser's questions are about: for each permission why, and what is never done. */
export function Permissions() {
  return (
    <Disclosure title={say('permissions_title')}>
      <p class="note">{say('permissions_note')}</p>
      <dl class="permissions">
        {EXPLAINED.map(({ title, words }) => (
          <div key={title}>
            <dt>{say(title)}</dt>
            <dd class="note">{say(words)}</dd>
          </div>
        ))}
      </dl>
    </Disclosure>
  );
}
