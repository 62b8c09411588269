import type { ComponentChildren } from 'preact';

interface Props {
  /** Of the heading; unique on the page. */
  readonly id: string;
  readonly title: string;
  readonly note?: string;
  readonly children: ComponentChildren;
}

/** One thing of a section, in a frame under a heading. */
export function Part({ id, title, note, children }: Props) {
  return (
    <section class="part" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {note === undefined ? null : <p class="note">{note}</p>}
      {children}
    </section>
  );
}
