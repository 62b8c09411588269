import type { Choice } from '../../../policy/index.ts';
import type { PreferencesView } from '../../messaging/options.ts';
import { CHOICES_SHOWN, CONTEXTS_SHOWN, shownChoice } from '../ui/choice-state.ts';
import { useChoosing } from '../ui/choosing.ts';
import { Locked } from '../ui/locked.tsx';
import { contextName, policyName } from '../ui/names.ts';
import { Caution } from '../ui/notice.tsx';
import { Part } from '../ui/part.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { say } from '../ui/words.ts';

interface Props {
  readonly view: PreferencesView;
  readonly changed: () => Promise<void>;
}

/** Each kind of conversation with what happens there; "as the policy says" shows what that is. */
export function ContextMatrix({ view, changed }: Props) {
  const { pending, hasFailed, choose } = useChoosing(changed);
  return (
    <Part id="matrix" title={say('prefs_matrix')}>
      {hasFailed ? <Caution>{say('prefs_failed')}</Caution> : null}
      <ul class="rows choice-rows">
        {CONTEXTS_SHOWN.map((context) => {
          const state = view.contexts[context];
          const shown = shownChoice(context, state, pending);
          return (
            <li key={context}>
              <div class="choice-name">
                <b>{contextName(context)}</b>
                {state.locked === undefined ? null : <Locked by={view.organisation} />}
              </div>
              <Segmented<Choice | 'policy'>
                name={`context-${context}`}
                label={contextName(context)}
                options={CHOICES_SHOWN.map((choice) => ({
                  value: choice ?? 'policy',
                  words:
                    choice === null
                      ? say('choices_policy', say(`action_${state.policy}`))
                      : say(`choice_${choice}`),
                }))}
                chosen={shown ?? 'policy'}
                isLocked={state.locked !== undefined}
                choose={(value) => void choose(context, value === 'policy' ? null : value)}
              />
            </li>
          );
        })}
      </ul>
      <p class="note">
        {say('policy_title')} · {policyName(view.policy)}
      </p>
    </Part>
  );
}
