import type { ComponentChildren } from 'preact';
import { say } from './words.ts';

/** An empty place that says what would stand there. */
export function Empty({ title, note }: { title: string; note: string }) {
  return (
    <div class="empty">
      <p>
        <b>{title}</b>
      </p>
      <p class="note">{note}</p>
    </div>
  );
}

/** Something that needs attention; read out when it appears. */
export function Caution({ children }: { children: ComponentChildren }) {
  return (
    <p class="caution box" role="status">
      {children}
    </p>
  );
}

export function Silent({ note, again }: { note: string; again: () => Promise<void> }) {
  return (
    <div class="empty" role="alert">
      <p>
        <b>{say('silent_title')}</b>
      </p>
      <p class="note">{note}</p>
      <button type="button" onClick={() => void again()}>
        {say('retry')}
      </button>
    </div>
  );
}
