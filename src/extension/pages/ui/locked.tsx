import { Badge } from './badge.tsx';
import { Icon } from './icon.tsx';
import { say } from './words.ts';

/** Said of what an administrator set; `by` is what they call themselves, where they do. */
export function Locked({ by }: { by: string | undefined }) {
  return (
    <Badge>
      <Icon name="lock" />
      {by === undefined ? say('prefs_locked') : say('prefs_locked_by', by)}
    </Badge>
  );
}
