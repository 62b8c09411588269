import { useEffect, useRef, useState } from 'preact/hooks';
import type { Complaining } from '../../messaging/protocol.ts';
import { isWebAddress } from './complaint-draft.ts';
import type { ComplaintFormProps } from './complaint-form.tsx';
import { later } from './later.tsx';
import { say } from './words.ts';

const ComplaintForm = later(async () => (await import('./complaint-form.tsx')).ComplaintForm);

interface Props extends Omit<ComplaintFormProps, 'close'> {
  readonly words: string;
  /** Of the button. */
  readonly look: 'plain' | '';
  readonly complaining: Complaining;
}

/** A button that turns into the form; the keyboard goes into the form and back to the button. */
export function Report({ words, look, complaining, ...form }: Props) {
  const [isOpen, setOpen] = useState(false);
  const wasOpen = useRef(false);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (wasOpen.current && !isOpen) button.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  if (complaining === 'off' || !isWebAddress(form.link.address)) return null;
  if (complaining === 'private-window') {
    return <p class="note">{say('complaint_private_window')}</p>;
  }
  if (isOpen) return <ComplaintForm {...form} close={() => setOpen(false)} />;
  return (
    <button type="button" class={look} ref={button} onClick={() => setOpen(true)}>
      {words}
    </button>
  );
}
