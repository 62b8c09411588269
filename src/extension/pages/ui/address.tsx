import { addressParts, SHOWN_LIMIT } from './address-parts.ts';
import { Foreign, Sentence, Visible } from './sentence.tsx';
import { say } from './words.ts';

/**
 * A whole address for reading. The host is bold and stands on a line of its own above the rest
 * where the address is long, so that no path and no user name can push it out of sight.
 */
export function Address({ address }: { address: string }) {
  const parts = addressParts(address);
  if (parts === undefined) return <PlainAddress address={address} />;
  return (
    <div class="address">
      <p class="site">
        <bdi dir="ltr">
          <Host host={parts.host} />
          {parts.port === '' ? null : <span class="quiet">{parts.port}</span>}
        </bdi>
      </p>
      {parts.unicodeHost === undefined ? null : (
        <p class="note">
          <Sentence words={{ key: 'address_reads_as', substitutions: [parts.unicodeHost] }} />
        </p>
      )}
      <figure class="whole" dir="ltr" aria-label={say('address_full')}>
        <span class="quiet">{parts.scheme}</span>
        {parts.userInfo === '' ? null : (
          <span class="user-info">
            <Foreign text={parts.userInfo} />
          </span>
        )}
        <Host host={parts.host} />
        <span class="quiet">{parts.port}</span>
        <bdi dir="ltr">
          <Visible text={parts.path} />
        </bdi>
        {parts.omitted === 0 ? null : (
          <span class="omitted"> {say('address_omitted', parts.omitted)}</span>
        )}
      </figure>
      {parts.userInfo === '' ? null : <p class="note caution">{say('address_user_info')}</p>}
    </div>
  );
}

export function Host({ host }: { host: string }) {
  return (
    <b class="host">
      <bdi dir="ltr">
        <Visible text={host} />
      </bdi>
    </b>
  );
}

/** For the narrow places: the host where there is one, otherwise the beginning of the address. */
export function ShortAddress({ address }: { address: string }) {
  const parts = addressParts(address);
  if (parts === undefined) {
    return (
      <b class="value">
        <Foreign text={address.slice(0, 120)} />
      </b>
    );
  }
  return (
    <span class="short-address" dir="ltr">
      <Host host={parts.host} />
      <span class="quiet">{parts.port}</span>
      <bdi dir="ltr" class="quiet">
        <Visible text={parts.path === '/' ? '' : parts.path.slice(0, 120)} />
      </bdi>
    </span>
  );
}

function PlainAddress({ address }: { address: string }) {
  const omitted = Math.max(0, address.length - SHOWN_LIMIT);
  return (
    <div class="address">
      <figure class="whole" dir="ltr" aria-label={say('address_full')}>
        <Foreign text={address.slice(0, SHOWN_LIMIT)} />
        {omitted === 0 ? null : <span class="omitted"> {say('address_omitted', omitted)}</span>}
      </figure>
    </div>
  );
}
