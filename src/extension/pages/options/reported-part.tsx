import { ACTIONS, type Action } from '../../../policy/index.ts';
import { Mark } from '../ui/mark.tsx';
import { Part } from '../ui/part.tsx';
import { language, say } from '../ui/words.ts';

/** What would have been done with links, while nothing is. */
export function ReportedPart({ counts }: { counts: Readonly<Partial<Record<Action, number>>> }) {
  const number = new Intl.NumberFormat(language());
  return (
    <Part id="reported" title={say('diag_reported')} note={say('diag_reported_note')}>
      <table class="table">
        <tbody>
          {ACTIONS.map((action) => (
            <tr key={action} data-reported={action}>
              <th scope="row">
                <Mark action={action} />
              </th>
              <td class="number">{number.format(counts[action] ?? 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  );
}
