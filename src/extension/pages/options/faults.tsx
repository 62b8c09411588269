import { say, snake } from '../ui/words.ts';
import type { TextFault } from './site-text.ts';

interface Props {
  readonly faults: readonly TextFault[];
  /** Takes the person to a line. */
  readonly show: (line: number) => void;
}

/** What is wrong with a definition, each with its place and the way to it. */
export function Faults({ faults, show }: Props) {
  return (
    <div class="caution box">
      <p>{say('faults_title', faults.length)}</p>
      <ul class="faults">
        {faults.map((fault) => (
          <li key={`${fault.place} ${fault.rule}`}>
            <button type="button" class="plain" onClick={() => show(fault.line)}>
              {say('fault_line', fault.line)}
            </button>{' '}
            {fault.place === '' ? null : <code>{fault.place}</code>} {words(fault)}
          </li>
        ))}
      </ul>
    </div>
  );
}

function words({ rule, expected }: TextFault): string {
  return expected === '' ? say(`fault_${snake(rule)}`) : say(`fault_${snake(rule)}`, expected);
}
