import { useEffect, useRef } from 'preact/hooks';
import { say } from '../ui/words.ts';
import { goBack } from './leave.ts';

/** The safe way out; where the keyboard stands when the gate appears. */
export function GoBack() {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <button type="button" class="primary" id="go-back" ref={button} onClick={goBack}>
      {say('gate_go_back')}
    </button>
  );
}
