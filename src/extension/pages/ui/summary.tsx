import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';

/** The words by which more is opened, behind the same mark wherever they stand. */
export function Summary({ children }: { children: ComponentChildren }) {
  return (
    <summary class="more">
      <Icon name="next" />
      {children}
    </summary>
  );
}
