/** Why something did not work, in words, and spoken at once. */
import { say, sayAny } from './words.ts';

export function Failure({ code }: { code: string }) {
  return (
    <p class="trouble" role="alert">
      {sayAny(`failure_${code.replaceAll('-', '_')}`, say('failure_other', { code }))}
    </p>
  );
}
