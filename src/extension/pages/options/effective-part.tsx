import {
  ACTIONS,
  type ChosenCategory,
  type Context,
  type EffectiveValue,
} from '../../../policy/index.ts';
import type { Diagnostics } from '../../messaging/options.ts';
import { Mark } from '../ui/mark.tsx';
import {
  chosenCategoryName,
  contextName,
  languageName,
  policyName,
  siteName,
} from '../ui/names.ts';
import { Part } from '../ui/part.tsx';
import { say, sayAny, snake } from '../ui/words.ts';
import { SettingValue } from './setting-value.tsx';

/** Every value that holds, and whose it is. */
export function EffectivePart({ told }: { told: Diagnostics }) {
  const policy = told.protection.ruleset?.policy;
  return (
    <Part id="in-force" title={say('diag_policy')}>
      {policy === undefined ? null : (
        <p>
          <span class="note">{say('policy_title')}</span> {policyName(policy)}
        </p>
      )}
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{say('prefs_what')}</th>
            <th scope="col">{say('prefs_add_choice')}</th>
            <th scope="col">{say('diag_source')}</th>
          </tr>
        </thead>
        <tbody>
          {told.effective.filter(isSet).map((row) => (
            <tr key={row.key} data-effective={row.key}>
              <th scope="row">{nameOf(row.key)}</th>
              <td>
                <Value row={row} />
              </td>
              <td class="note">{say(`diag_from_${row.source}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  );
}

/** What nobody set is nothing to tell. */
function isSet({ value }: EffectiveValue): boolean {
  return value !== null;
}

function nameOf(key: string): string {
  const [group = '', ...rest] = key.split('.');
  const name = rest.join('.');
  switch (group) {
    case 'contexts':
      return contextName(name as Context);
    case 'categories':
      return chosenCategoryName(name as ChosenCategory);
    case 'sites':
      return siteName(name);
    case 'hints':
    case 'lookups':
    case 'language':
      return say(`setting_${group}`);
    default:
      return sayAny(`managed_key_${group}`);
  }
}

function Value({ row: { key, value } }: { row: EffectiveValue }) {
  const action = ACTIONS.find((one) => one === value);
  if (action !== undefined) return <Mark action={action} />;
  if (typeof value === 'boolean') return <>{say(value ? 'value_yes' : 'value_no')}</>;
  if (key === 'lookups') return <>{sayAny(`privacy_${snake(String(value))}`)}</>;
  if (key === 'language') return <>{languageName(String(value))}</>;
  return <SettingValue value={value} />;
}
