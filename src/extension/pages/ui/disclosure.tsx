import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Summary } from './summary.tsx';

interface Props {
  readonly title: ComponentChildren;
  readonly isOpen?: boolean;
  /** Drawn only once it is open. */
  readonly children: ComponentChildren;
}

/** More, for who asks for it. */
export function Disclosure({ title, isOpen = false, children }: Props) {
  const [shown, setShown] = useState(isOpen);
  return (
    <details
      class="disclosure"
      open={shown}
      onToggle={(event) => setShown(event.currentTarget.open)}
    >
      <Summary>{title}</Summary>
      {shown ? children : null}
    </details>
  );
}
