import type { ComponentChildren } from 'preact';

/** What it says is in its words; its shape only repeats it. */
export type BadgeLook = 'plain' | 'good' | 'caution' | 'bad';

export function Badge({
  look = 'plain',
  children,
}: {
  look?: BadgeLook;
  children: ComponentChildren;
}) {
  return <span class={look === 'plain' ? 'badge' : `badge badge-${look}`}>{children}</span>;
}
