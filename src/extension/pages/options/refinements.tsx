import { useState } from 'preact/hooks';
import { CHOICES, type Choice } from '../../../policy/index.ts';
import { useAttempt } from '../ui/attempt.ts';
import { Icon } from '../ui/icon.tsx';
import { Locked } from '../ui/locked.tsx';
import { Caution } from '../ui/notice.tsx';
import { Part } from '../ui/part.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { say } from '../ui/words.ts';

interface Props<Id extends string> {
  /** Of the part; unique on the page. */
  readonly id: string;
  readonly title: string;
  readonly note: string;
  /** What is chosen for, in a word. */
  readonly what: string;
  readonly ids: readonly Id[];
  readonly nameOf: (id: Id) => string;
  readonly chosen: Readonly<Partial<Record<Id, Choice>>>;
  readonly locked: Readonly<Partial<Record<Id, Choice>>>;
  readonly organisation: string | undefined;
  /** Null takes it back. */
  readonly choose: (id: Id, choice: Choice | null) => Promise<void>;
  readonly changed: () => Promise<void>;
}

/** Choices that are finer than those by context: listed, changed, taken back, added. */
export function Refinements<Id extends string>(props: Props<Id>) {
  const { id, title, note, ids, nameOf, chosen, locked, organisation, choose, changed } = props;
  const { hasFailed, attempt } = useAttempt(changed);
  const named = [...new Set(Object.keys({ ...chosen, ...locked }))] as Id[];
  const free = ids.filter((one) => !named.includes(one));
  return (
    <Part id={`refine-${id}`} title={title} note={note}>
      {hasFailed ? <Caution>{say('prefs_failed')}</Caution> : null}
      {named.length === 0 ? <p class="quiet">{say('prefs_none')}</p> : null}
      <ul class="rows choice-rows">
        {named.map((one) => (
          <li key={one}>
            <div class="choice-name">
              <b>{nameOf(one)}</b>
              {locked[one] === undefined ? null : <Locked by={organisation} />}
            </div>
            <Segmented<Choice>
              name={`${id}-${one}`}
              label={nameOf(one)}
              options={choiceWords()}
              chosen={locked[one] ?? chosen[one]}
              isLocked={locked[one] !== undefined}
              choose={(choice) => void attempt(() => choose(one, choice))}
            />
            {chosen[one] === undefined ? null : (
              <button
                type="button"
                aria-label={`${say('prefs_take_back')}: ${nameOf(one)}`}
                onClick={() => void attempt(() => choose(one, null))}
              >
                <Icon name="undo" />
                {say('prefs_take_back')}
              </button>
            )}
          </li>
        ))}
      </ul>
      {free.length === 0 ? null : (
        <Adding
          key={free[0]}
          {...props}
          free={free}
          add={(one, choice) => attempt(() => choose(one, choice))}
        />
      )}
    </Part>
  );
}

function Adding<Id extends string>({
  id,
  what,
  nameOf,
  free,
  add,
}: Pick<Props<Id>, 'id' | 'what' | 'nameOf'> & {
  free: readonly Id[];
  add: (id: Id, choice: Choice) => Promise<void>;
}) {
  const [chosen, setChosen] = useState<string | undefined>(free[0]);
  const [choice, setChoice] = useState<Choice>('ask');
  return (
    <form
      class="adding"
      onSubmit={(event) => {
        event.preventDefault();
        const wanted = free.find((one) => one === chosen);
        if (wanted !== undefined) void add(wanted, choice);
      }}
    >
      <p class="field">
        <label for={`add-${id}`}>{what}</label>
        <select
          id={`add-${id}`}
          value={chosen}
          onChange={({ currentTarget }) => setChosen(currentTarget.value)}
        >
          {free.map((one) => (
            <option key={one} value={one}>
              {nameOf(one)}
            </option>
          ))}
        </select>
      </p>
      <p class="field">
        <label for={`add-choice-${id}`}>{say('prefs_add_choice')}</label>
        <select
          id={`add-choice-${id}`}
          value={choice}
          onChange={({ currentTarget }) => setChoice(currentTarget.value as Choice)}
        >
          {choiceWords().map(({ value, words }) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      </p>
      <button type="submit">{say('prefs_add')}</button>
    </form>
  );
}

function choiceWords() {
  return CHOICES.map((value) => ({ value, words: say(`choice_${value}`) }));
}
