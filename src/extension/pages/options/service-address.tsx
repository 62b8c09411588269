import { Caution } from '../ui/notice.tsx';
import { say } from '../ui/words.ts';

/** '' stands for one that an administrator named and nobody can read. */
export function ServiceAddress({ address }: { address: string }) {
  return address === '' ? (
    <Caution>{say('sources_no_service')}</Caution>
  ) : (
    <code class="wrap">{address}</code>
  );
}
