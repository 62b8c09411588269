import { Disclosure } from '../ui/disclosure.tsx';
import { Visible } from '../ui/sentence.tsx';
import { say } from '../ui/words.ts';
import { countOf, settingText } from './setting-text.ts';

/** A value of an administrator's: at once where it is short, else how much it is, and all of it. */
export function SettingValue({ value }: { value: unknown }) {
  const count = countOf(value);
  if (count === undefined) return <Visible text={settingText(value)} />;
  return (
    <Disclosure title={say('setting_entries', count)}>
      <pre class="whole report" dir="ltr">
        <Visible text={settingText(value, 2)} />
      </pre>
    </Disclosure>
  );
}
