import { useState } from 'preact/hooks';
import { Icon } from './icon.tsx';
import { say } from './words.ts';

/** Puts a text on the clipboard, and says whether that went well. */
export function CopyButton({ words, text }: { words: string; text: () => string }) {
  const [outcome, setOutcome] = useState<'copied' | 'failed'>();

  async function copy() {
    try {
      await navigator.clipboard.writeText(text());
      setOutcome('copied');
    } catch {
      // The browser can refuse; the person is told.
      setOutcome('failed');
    }
  }

  return (
    <span class="copying">
      <button type="button" onClick={() => void copy()}>
        <Icon name="copy" />
        {words}
      </button>{' '}
      <span role="status" class="note">
        {outcome === undefined
          ? ''
          : say(outcome === 'copied' ? 'gate_copied' : 'gate_copy_failed')}
      </span>
    </span>
  );
}
