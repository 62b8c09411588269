import type { Fault } from '../../../policy/index.ts';
import { say, snake } from '../ui/words.ts';
import { lineAt, offsetOf } from './place-in-json.ts';

/** Most faults that are told; the first ones are usually the reason of the others. */
const SHOWN = 20;

/** What is wrong with a file, and where. */
export function DocumentFaults({ text, faults }: { text: string; faults: readonly Fault[] }) {
  return (
    <div class="caution box" role="alert">
      <p>{say('prefs_import_faults', faults.length)}</p>
      <ul class="faults">
        {faults.slice(0, SHOWN).map((fault) => (
          <li key={`${fault.place} ${fault.rule}`}>
            {say('fault_line', lineAt(text, offsetOf(text, fault.place)))}{' '}
            {fault.place === '' ? null : <code>{fault.place}</code>} {words(fault)}
          </li>
        ))}
      </ul>
    </div>
  );
}

function words({ rule, expected }: Fault): string {
  if (rule === 'not-known') return say('setting_not_known');
  return expected === '' ? say(`fault_${snake(rule)}`) : say(`fault_${snake(rule)}`, expected);
}
