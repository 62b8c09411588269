import type { FleetView } from '../../messaging/options.ts';
import { Part } from '../ui/part.tsx';
import { onDate } from '../ui/time.ts';
import { language, say } from '../ui/words.ts';

/** What the organisation's service is told of this browser, exactly as it goes out. */
export function FleetPart({
  view: { report, due },
  service,
}: {
  view: FleetView;
  service: string;
}) {
  return (
    <Part id="fleet" title={say('privacy_fleet')} note={say('privacy_fleet_note', service)}>
      {due === 0 ? null : <p>{say('privacy_fleet_due', onDate(due, language()))}</p>}
      <pre class="whole report" dir="ltr">
        {JSON.stringify(report, undefined, 2)}
      </pre>
    </Part>
  );
}
