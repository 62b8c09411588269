import { useRef, useState } from 'preact/hooks';
import { codeOf } from '../../../policy/index.ts';
import type { GateView, Remember } from '../../messaging/protocol.ts';
import { RememberField } from '../ui/remember.tsx';
import { say } from '../ui/words.ts';
import { isAtRest, type Movement, withMovement } from './arming.ts';
import { proceed } from './proceed.ts';
import { useArmed } from './use-armed.ts';

interface Props {
  readonly view: GateView;
  /** Draws the link as it is judged now. */
  readonly refused: () => Promise<void>;
}

/** The way on, for those who may take it. */
export function Continue({ view, refused }: Props) {
  const armed = useArmed();
  const [remember, setRemember] = useState<Remember | undefined>(undefined);
  const [problem, setProblem] = useState<'moving' | 'refused' | 'net_failed' | undefined>(
    undefined,
  );
  const movements = useRef<readonly Movement[]>([]);
  const wasAtRest = useRef(true);

  function move({ clientX, clientY }: PointerEvent) {
    const movement = { at: performance.now(), x: clientX, y: clientY };
    movements.current = withMovement(movements.current, movement);
  }

  function press() {
    wasAtRest.current = isAtRest(movements.current, performance.now());
  }

  async function go(event: MouseEvent) {
    if (!event.isTrusted || !armed) return;
    // A key press has no pointer; `detail` counts the clicks of one.
    const byPointer = event.detail > 0;
    const rested = wasAtRest.current && isAtRest(movements.current, performance.now());
    if (byPointer && !rested) {
      setProblem('moving');
      return;
    }
    try {
      if (!(await proceed(remember))) setProblem('refused');
    } catch (error) {
      // Judged afresh, it may not be opened any more, or not on this warning; the gate stays.
      setProblem(codeOf(error) === 'net-failed' ? 'net_failed' : 'refused');
      await refused();
    }
  }

  return (
    <div class="continue">
      <RememberField scopes={view.rememberScopes} value={remember} change={setRemember} />
      <button
        type="button"
        id="continue"
        disabled={!armed}
        onPointerMove={move}
        onPointerDown={press}
        onClick={(event) => void go(event)}
      >
        {say(remember === undefined ? 'gate_continue' : 'gate_continue_remember')}
      </button>
      {view.willSettle && remember === undefined ? <p class="note">{say('gate_settles')}</p> : null}
      <p class="note caution" role="status">
        {problem === undefined ? '' : say(`gate_${problem}`)}
      </p>
    </div>
  );
}
