import { Disclosure } from '../ui/disclosure.tsx';
import { Foreign } from '../ui/sentence.tsx';
import { say } from '../ui/words.ts';

/** Most that are listed, and the longest piece of a value. */
const SHOWN = 30;
const VALUE_SHOWN = 160;

/** What an address tells the site besides its path, in the person's own letters. */
export function Parameters({ address }: { address: string }) {
  const parameters = URL.canParse(address) ? [...new URL(address).searchParams] : [];
  if (parameters.length === 0) return null;
  return (
    <Disclosure title={say('parameters_title', parameters.length)}>
      <dl class="parameter-list">
        {parameters.slice(0, SHOWN).map(([name, value]) => (
          <div class="parameter">
            <dt>
              <Foreign text={name.slice(0, VALUE_SHOWN)} />
            </dt>
            <dd>
              {value === '' ? (
                <span class="quiet">{say('complaint_empty')}</span>
              ) : (
                <Foreign text={shortened(value)} />
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Disclosure>
  );
}

function shortened(value: string): string {
  return value.length <= VALUE_SHOWN ? value : `${value.slice(0, VALUE_SHOWN)}…`;
}
