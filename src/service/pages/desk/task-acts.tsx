/** Where a task stands, and claiming it or giving it back. */
import { may } from '../../../redress/index.ts';
import type { CaseView } from '../../../wire/index.ts';
import { Foreign } from '../ui/foreign.tsx';
import { say } from '../ui/words.ts';
import type { Desk } from './case-page.tsx';
import { taskWords } from './task-words.ts';

interface TaskActsProps {
  readonly task: CaseView['task'];
  readonly name: string;
  readonly desk: Desk;
}

export function TaskActs({ task, name, desk }: TaskActsProps) {
  const { role, act, session } = desk;
  const isOurs = task.claimedBy === session.name;
  const mayRelease = task.phase === 'claimed' && may(role, 'release');
  return (
    <div class="buttons" role="status">
      <span>
        {name}
        {say('colon')}
        <Foreign text={taskWords(task)} />
      </span>
      {task.phase === 'open' && may(role, 'claim') ? (
        <button
          type="button"
          class="primary"
          onClick={() => void act({ kind: 'claim', task: task.task })}
        >
          {say('case_claim')}
        </button>
      ) : null}
      {mayRelease && (isOurs || role !== 'reviewer') ? (
        <button type="button" onClick={() => void act({ kind: 'release', task: task.task })}>
          {say('case_release')}
        </button>
      ) : null}
    </div>
  );
}
