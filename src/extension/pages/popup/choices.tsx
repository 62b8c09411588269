import type { Choice, Context } from '../../../policy/index.ts';
import type { PopupView } from '../../messaging/protocol.ts';
import { CHOICES_SHOWN, contextsInOrder, type Pending, shownChoice } from '../ui/choice-state.ts';
import { type Choose, useChoosing } from '../ui/choosing.ts';
import { contextName } from '../ui/names.ts';
import { Summary } from '../ui/summary.tsx';
import { say } from '../ui/words.ts';

interface Props {
  readonly choices: PopupView['choices'];
  /** The conversation in view; undefined on a page that is not guarded. */
  readonly here: Context | undefined;
  /** An administrator has nothing stopped, which stands above. */
  readonly isReportOnly: boolean;
  readonly changed: () => Promise<void>;
}

/** The person's own choice: the conversation in view at large, the other kinds in a table. */
export function Choices({ choices, here, isReportOnly, changed }: Props) {
  const { pending, hasFailed, choose } = useChoosing(changed);
  const others = contextsInOrder(here);
  return (
    <section class="choices">
      {here === undefined ? null : (
        <ChoiceHere context={here} state={choices[here]} pending={pending} choose={choose} />
      )}
      <details open={here === undefined}>
        <Summary>{say(here === undefined ? 'choices_all' : 'choices_others')}</Summary>
        <Matrix contexts={others} choices={choices} pending={pending} choose={choose} />
      </details>
      {hasFailed ? (
        <p class="caution box" role="alert">
          {say('choice_failed')}
        </p>
      ) : null}
      {isReportOnly ? null : <p class="note">{say('choices_note')}</p>}
    </section>
  );
}

type State = PopupView['choices'][Context];

function ChoiceHere({
  context,
  state,
  pending,
  choose,
}: {
  context: Context;
  state: State;
  pending: Pending;
  choose: Choose;
}) {
  const shown = shownChoice(context, state, pending);
  return (
    <fieldset class="segments">
      <legend>{say(`links_in_${context}`)}</legend>
      {CHOICES_SHOWN.map((choice) => (
        <label class={`segment segment-${choice ?? 'policy'}`}>
          <input
            type="radio"
            name={`here-${context}`}
            value={choice ?? 'policy'}
            checked={shown === choice}
            onChange={() => void choose(context, choice)}
          />
          <span>
            {choice === null
              ? say('choice_policy', say(`action_${state.policy}`))
              : say(`choice_${choice}`)}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function Matrix({
  contexts,
  choices,
  pending,
  choose,
}: {
  contexts: readonly Context[];
  choices: PopupView['choices'];
  pending: Pending;
  choose: Choose;
}) {
  return (
    <table class="matrix">
      <thead>
        <tr>
          <th scope="col">{say('choices_column_context')}</th>
          {CHOICES_SHOWN.map((choice) => (
            <th scope="col">
              {choice === null ? say('choices_column_policy') : columnName(choice)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {contexts.map((context) => {
          const state = choices[context];
          const shown = shownChoice(context, state, pending);
          return (
            <tr key={context}>
              <th scope="row">{contextName(context)}</th>
              {CHOICES_SHOWN.map((choice) => (
                <td>
                  <label>
                    <input
                      type="radio"
                      name={`choice-${context}`}
                      value={choice ?? 'policy'}
                      checked={shown === choice}
                      aria-label={cellName(context, choice, state)}
                      onChange={() => void choose(context, choice)}
                    />
                    {choice === null ? (
                      <span class="note">{say(`action_${state.policy}`)}</span>
                    ) : null}
                  </label>
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function columnName(choice: Choice): string {
  return say(`choice_${choice}`);
}

function cellName(context: Context, choice: Choice | null, { policy }: State): string {
  const words =
    choice === null ? say('choice_policy', say(`action_${policy}`)) : columnName(choice);
  return `${contextName(context)}: ${words}`;
}
