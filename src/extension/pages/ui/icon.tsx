import { type IconName, PATHS } from './icon-paths.ts';

/** Those that point in the direction of reading. */
const TURNING: ReadonlySet<IconName> = new Set(['next', 'back', 'undo']);

export function Icon({ name }: { name: IconName }) {
  return (
    <svg
      class={TURNING.has(name) ? 'icon icon-turns' : 'icon'}
      viewBox="0 0 16 16"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
