import type { OptionsView } from '../../messaging/protocol.ts';
import { sendToBackground } from '../../messaging/send.ts';
import { Asked } from '../ui/asked.tsx';
import { CustomSites } from './custom-sites.tsx';
import { KnownSites } from './known-sites.tsx';
import { TurnedOn } from './turned-on.tsx';

/** What every part gets. */
export interface SitesProps {
  readonly view: OptionsView;
  readonly changed: () => Promise<void>;
}

const ask = () => sendToBackground('options.view');

/** Which chats are guarded: those that come with the extension, and what the person added. */
export function ChatSites() {
  return (
    <Asked ask={ask}>
      {(view, again) => {
        const props: SitesProps = { view, changed: again };
        return (
          <>
            <KnownSites {...props} />
            <TurnedOn {...props} />
            <CustomSites {...props} />
          </>
        );
      }}
    </Asked>
  );
}
