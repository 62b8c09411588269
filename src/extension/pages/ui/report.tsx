import { useEffect, useRef, useState } from 'preact/hooks';
import { isWebAddress } from './complaint-draft.ts';
import { ComplaintForm, type ComplaintFormProps } from './complaint-form.tsx';

interface Props extends Omit<ComplaintFormProps, 'close'> {
  readonly words: string;
  /** Of the button. */
  readonly look: 'plain' | '';
}

/** A button that turns into the form; the keyboard goes into the form and back to the button. */
export function Report({ words, look, ...form }: Props) {
  const [isOpen, setOpen] = useState(false);
  const wasOpen = useRef(false);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (wasOpen.current && !isOpen) button.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  if (!isWebAddress(form.link.address)) return null;
  if (isOpen) return <ComplaintForm {...form} close={() => setOpen(false)} />;
  return (
    <button type="button" class={look} ref={button} onClick={() => setOpen(true)}>
      {words}
    </button>
  );
}
