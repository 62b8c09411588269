import { CustomSites } from './custom-sites.tsx';
import { KnownSites } from './known-sites.tsx';
import type { SectionProps } from './options.tsx';
import { TurnedOn } from './turned-on.tsx';

/** Which chats are guarded: those that come with the extension, and what the person added. */
export function ChatSites(props: SectionProps) {
  return (
    <>
      <KnownSites {...props} />
      <TurnedOn {...props} />
      <CustomSites {...props} />
    </>
  );
}
