/** Whether an address is listed, why, and since when. */
import { useState } from 'preact/hooks';
import type { Asked } from '../ui/ask.ts';
import { Failure } from '../ui/failure.tsx';
import { TextField } from '../ui/fields.tsx';
import { Foreign, InertAddress } from '../ui/foreign.tsx';
import { onDay } from '../ui/time.ts';
import { say } from '../ui/words.ts';
import { isWebAddress, LIMITS } from './draft.ts';
import type { Found } from './look-up.ts';
import { RulingStanding } from './ruling-standing.tsx';

export function LookUp() {
  const [address, setAddress] = useState('');
  const [shown, setShown] = useState<{ address: string; found: Asked<Found> }>();

  async function show(event: Event) {
    event.preventDefault();
    const asked = address.trim();
    if (isWebAddress(asked)) setShown({ address: asked, found: await found(asked) });
  }

  return (
    <>
      <p class="lead">{say('look_up_lead')}</p>
      <form class="card" onSubmit={(event) => void show(event)}>
        <TextField
          label={say('look_up_address')}
          type="url"
          required
          maxLength={LIMITS.address}
          value={address}
          write={setAddress}
        />
        <div class="buttons">
          <button type="submit" class="primary" disabled={!isWebAddress(address)}>
            {say('look_up_ask')}
          </button>
        </div>
      </form>
      <div role="status">{shown === undefined ? null : <Shown {...shown} />}</div>
    </>
  );
}

/** How addresses are read is most of what the portal could load, and few ask for it. */
async function found(address: string): Promise<Asked<Found>> {
  try {
    const { lookUp } = await import('./look-up.ts');
    return await lookUp(address);
  } catch {
    // A part of the page that cannot be loaded is a service that does not answer.
    return { ok: false, code: 'unreachable' };
  }
}

function Shown({ address, found }: { address: string; found: Asked<Found> }) {
  if (!found.ok) {
    if (found.code === 'no-form') return <p class="care">{say('look_up_no_form')}</p>;
    return <Failure code={found.code} />;
  }
  const { rule, rulings, version } = found.value;
  const decided = rulings.map((ruling) => <RulingStanding key={ruling.rulingId} ruling={ruling} />);
  const complain = (
    <p>
      <a href={`#complain=${encodeURIComponent(address)}`}>{say('look_up_complain')}</a>
    </p>
  );
  if (rule === undefined) {
    return (
      <div class="stack">
        <div class="card">
          <h2>{say('look_up_not_listed')}</h2>
          <InertAddress address={address} />
          <p class="note">{say('look_up_not_listed_note', { version })}</p>
          {complain}
        </div>
        {decided}
      </div>
    );
  }
  return (
    <div class="stack">
      <div class="card">
        <h2>
          {rule.effect === 'allowed'
            ? say('look_up_allowed')
            : say('look_up_listed', { violation: say(`violation_${rule.violation}`) })}
        </h2>
        <InertAddress address={address} />
        <dl class="facts">
          <dt>{say('look_up_rule')}</dt>
          <dd dir="ltr">
            <Foreign text={rule.expression} />
          </dd>
          <dt>{say('look_up_list')}</dt>
          <dd>
            <Foreign text={rule.list} />
          </dd>
          {rule.listedOn === undefined ? null : (
            <>
              <dt>{say('look_up_since')}</dt>
              <dd>{onDay(rule.listedOn)}</dd>
            </>
          )}
          {rule.evidence === undefined ? null : (
            <>
              <dt>{say('look_up_evidence')}</dt>
              <dd>
                <Foreign text={rule.evidence} />
              </dd>
            </>
          )}
        </dl>
        {complain}
      </div>
      {decided}
    </div>
  );
}
