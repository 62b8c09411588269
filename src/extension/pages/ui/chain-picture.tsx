import type { LinkReport } from '../../messaging/protocol.ts';
import { ShortAddress } from './address.tsx';
import { Icon } from './icon.tsx';
import { say } from './words.ts';

/** The way of a link as a picture: from what was written through what redirects to where it leads. */
export function ChainPicture({ link }: { link: LinkReport }) {
  const { hops, destination, isOpaque } = link;
  const stops = hops.map(({ from }) => from);
  return (
    <ol class="way">
      {stops.map((address, index) => (
        <li key={`${index} ${address}`} class="way-hop">
          <span class="note">{say(index === 0 ? 'try_way_given' : 'try_way_hop')}</span>
          <ShortAddress address={address} />
        </li>
      ))}
      {destination === undefined ? null : (
        <li class="way-end">
          <span class="note">{say('try_way_end')}</span>
          <ShortAddress address={destination} />
        </li>
      )}
      {isOpaque ? (
        <li class="way-hidden">
          <span class="caution">
            <Icon name="about" /> {say('try_way_hidden')}
          </span>
        </li>
      ) : null}
    </ol>
  );
}
