import { useState } from 'preact/hooks';
import { Icon } from './icon.tsx';

interface Props {
  readonly words: string;
  /** After the first press. */
  readonly sureWords: string;
  /** Read out before both; '' for nothing. */
  readonly of?: string;
  readonly act: () => void;
}

/** Pressed twice for what cannot be taken back. */
export function SureButton({ words, sureWords, of = '', act }: Props) {
  const [isSure, setSure] = useState(false);
  const said = isSure ? sureWords : words;
  return (
    <button
      type="button"
      class={isSure ? 'danger' : ''}
      aria-label={of === '' ? undefined : `${said}: ${of}`}
      onClick={() => {
        setSure(!isSure);
        if (isSure) act();
      }}
      onBlur={() => setSure(false)}
    >
      <Icon name="remove" />
      {said}
    </button>
  );
}
