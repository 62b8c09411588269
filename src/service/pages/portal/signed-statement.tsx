/** The way to a ruling's statement of reasons, signed, to take along. */
import { ENDPOINTS } from '../../../wire/index.ts';
import { say } from '../ui/words.ts';

export function SignedStatement({ rulingId }: { rulingId: string }) {
  const name = `${encodeURIComponent(rulingId)}.json`;
  return (
    <p>
      <a href={`${ENDPOINTS.statements}/${name}`} download={`statement-${name}`}>
        {say('reasons_signed')}
      </a>
    </p>
  );
}
