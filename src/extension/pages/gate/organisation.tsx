import type { GateView } from '../../messaging/protocol.ts';
import { Foreign } from '../ui/sentence.tsx';
import { say } from '../ui/words.ts';

/** Whose rules hold here, in their own words, and whom to ask. */
export function Organisation({ organisation }: Pick<GateView, 'organisation'>) {
  if (organisation === undefined) return null;
  const { name, text, contact, logo } = organisation;
  return (
    <section class="organisation">
      {logo === undefined ? null : <img src={logo} alt="" />}
      <div>
        <h2>{name === undefined ? say('organisation_unnamed') : <Foreign text={name} />}</h2>
        {text === undefined ? null : (
          <p>
            <Foreign text={text} />
          </p>
        )}
        {contact === undefined ? null : (
          <p>
            {say('organisation_contact')}{' '}
            <a href={addressOf(contact)} target="_blank" rel="noopener noreferrer">
              <Foreign text={contact} />
            </a>
          </p>
        )}
      </div>
    </section>
  );
}

/** A mail address, or a page: the schema of the managed settings lets nothing else through. */
function addressOf(contact: string): string {
  return contact.startsWith('https://') ? contact : `mailto:${contact}`;
}
