import type { Action } from '../../../policy/index.ts';
import { say } from './words.ts';

/** Each action has a shape of its own, so that none is told by its colour alone. */
const SHAPES: Readonly<Record<Action | 'pending', string>> = {
  // An arrow, and no tick: a link that opens is not one that was found good.
  open: 'M2.5 8h10.6M8.9 3.8L13.1 8l-4.2 4.2',
  // A circle with a question mark.
  ask: 'M8 1.3a6.7 6.7 0 1 1 0 13.4a6.7 6.7 0 1 1 0-13.4zM6.1 6.2c.2-2.5 4-2.3 3.8.1-.1 1.4-1.9 1.3-1.9 2.7M8 11.4v.1',
  // A triangle with an exclamation mark.
  warn: 'M8 1.6l6.8 12.4H1.2zM8 6.2v3.7M8 11.9v.1',
  // An octagon with a cross.
  block: 'M5.2 1.3h5.6l3.9 3.9v5.6l-3.9 3.9H5.2l-3.9-3.9V5.2zM5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6',
  // Three dots.
  pending: 'M3.5 8v.1M8 8v.1M12.5 8v.1',
};

export function Shape({ action }: { action: Action | 'pending' }) {
  return (
    <svg class={`shape shape-${action}`} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={SHAPES[action]} />
    </svg>
  );
}

/** What happens with a link: shape and word. */
export function Mark({ action }: { action: Action | 'pending' }) {
  return (
    <span class={`mark mark-${action}`}>
      <Shape action={action} />
      {say(`mark_${action}`)}
    </span>
  );
}
