import { useState } from 'preact/hooks';
import type { ServiceTest, SourcesView } from '../../messaging/options.ts';
import { sendToBackground } from '../../messaging/send.ts';
import { Asked } from '../ui/asked.tsx';
import { Caution } from '../ui/notice.tsx';
import { Part } from '../ui/part.tsx';
import { say, snake } from '../ui/words.ts';
import { RulesetSource } from './ruleset-source.tsx';
import { ServiceAddress } from './service-address.tsx';
import { troubleWords } from './trouble-words.ts';

const ask = () => sendToBackground('sources.view');

/** Where the rules come from, and who vouches for them. */
export function Sources() {
  return (
    <Asked ask={ask}>
      {(view, again) => (
        <>
          <Service view={view} changed={again} />
          <RulesetSource view={view} changed={again} />
        </>
      )}
    </Asked>
  );
}

function Service({ view, changed }: { view: SourcesView; changed: () => Promise<void> }) {
  const { address, isManaged, state, keyIds, neededKeys, rootNumber } = view.service;
  const [tested, setTested] = useState<ServiceTest>();

  async function test() {
    setTested(undefined);
    setTested(
      await sendToBackground('service.test').catch(() => ({
        ok: false as const,
        code: 'no-answer',
      })),
    );
    await changed();
  }

  return (
    <Part
      id="service"
      title={say('sources_service')}
      note={say(isManaged ? 'sources_managed_note' : 'sources_address_note')}
    >
      <dl class="pairs">
        <div>
          <dt>{say('sources_address')}</dt>
          <dd>
            <ServiceAddress address={address} />
          </dd>
        </div>
        <div>
          <dt>{say('sources_state')}</dt>
          <dd class={state === 'unreachable' ? 'caution' : ''}>{say(`service_${snake(state)}`)}</dd>
        </div>
      </dl>
      <h4>{say('sources_keys')}</h4>
      <ul class="keys">
        {keyIds.map((id) => (
          <li key={id}>
            <code class="wrap">{id}</code>
          </li>
        ))}
      </ul>
      {rootNumber === undefined ? null : (
        <p class="note">{say('sources_keys_needed', neededKeys, rootNumber)}</p>
      )}
      <div class="buttons">
        <button type="button" onClick={() => void test()}>
          {say('sources_test')}
        </button>
      </div>
      <div role="status">{tested === undefined ? null : <Outcome tested={tested} />}</div>
    </Part>
  );
}

function Outcome({ tested }: { tested: ServiceTest }) {
  return tested.ok ? (
    <p>{say('sources_test_good', tested.milliseconds, tested.rulesetVersion)}</p>
  ) : (
    <Caution>{say('sources_test_bad', troubleWords(tested.code))}</Caution>
  );
}
