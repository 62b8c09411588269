import type { ChosenCategory, Context } from '../../../policy/index.ts';
import type { SettingChange } from '../../messaging/options.ts';
import { chosenCategoryName, contextName, languageName, siteName } from '../ui/names.ts';
import { Visible } from '../ui/sentence.tsx';
import { onDate } from '../ui/time.ts';
import { language, say, sayAny, snake } from '../ui/words.ts';

/** Longest value that is shown; a whole chat site is some kilobytes. */
const SHOWN = 120;

/** What an import would set, before it does. */
export function Changes({ changes }: { changes: readonly SettingChange[] }) {
  return (
    <table class="table">
      <thead>
        <tr>
          <th scope="col">{say('prefs_what')}</th>
          <th scope="col">{say('prefs_before')}</th>
          <th scope="col">{say('prefs_after')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={`${change.setting} ${change.entry}`}>
            <th scope="row">
              {sayAny(`setting_${change.setting}`)}
              {change.entry === '' ? null : (
                <span class="block">
                  <bdi>
                    <Visible text={entryName(change)} />
                  </bdi>
                </span>
              )}
            </th>
            <td>{change.before === undefined ? '–' : <Value {...change} of={change.before} />}</td>
            <td>
              <Value {...change} of={change.after} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function entryName({ setting, entry }: SettingChange): string {
  switch (setting) {
    case 'contexts':
      return contextName(entry as Context);
    case 'categories':
      return chosenCategoryName(entry as ChosenCategory);
    case 'sites':
    case 'sitesOff':
      return siteName(entry);
    default:
      return entry;
  }
}

function Value({ setting, of }: Pick<SettingChange, 'setting'> & { of: string }) {
  return <Visible text={words(setting, of).slice(0, SHOWN)} />;
}

function words(setting: string, value: string): string {
  if (['contexts', 'categories', 'sites'].includes(setting)) return sayAny(`choice_${value}`);
  if (setting === 'lookups') return sayAny(`privacy_${snake(value)}`);
  if (setting === 'language') return languageName(value);
  if (setting === 'exceptions') {
    return value === 'null' ? say('exception_always') : onDate(Number(value), language());
  }
  if (value === 'true' || value === 'false')
    return say(value === 'true' ? 'value_yes' : 'value_no');
  return value;
}
