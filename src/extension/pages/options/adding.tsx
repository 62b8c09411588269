import { useState } from 'preact/hooks';
import { CHOICES, type Choice } from '../../../policy/index.ts';
import { say } from '../ui/words.ts';

/** Something that can be chosen for. */
export interface Offer<Id extends string> {
  readonly id: Id;
  /** Of several for one thing the same: the thing is picked first, then which of them. */
  readonly thing: string;
  readonly name: string;
  /** In which kind of conversation; absent where that cannot be picked. */
  readonly place?: string;
}

interface Props<Id extends string> {
  /** Of the part; unique on the page. */
  readonly id: string;
  /** What is chosen for, in a word. */
  readonly what: string;
  /** At least one. */
  readonly free: readonly Offer<Id>[];
  readonly choices: readonly { readonly value: Choice; readonly words: string }[];
  readonly add: (id: Id, choice: Choice) => Promise<void>;
}

/** Chooses for something that nothing is chosen for yet. */
export function Adding<Id extends string>({ id, what, free, choices, add }: Props<Id>) {
  const [picked, setPicked] = useState<string>(free[0]?.id ?? '');
  const [choice, setChoice] = useState<Choice>('ask');
  const offer = free.find((one) => one.id === picked) ?? free[0];
  if (offer === undefined) return null;
  const things = free.filter((one) => free.find(({ thing }) => thing === one.thing) === one);
  const places = free.filter(({ thing }) => thing === offer.thing);
  return (
    <form
      class="adding"
      onSubmit={(event) => {
        event.preventDefault();
        void add(offer.id, choice);
      }}
    >
      <Field
        id={`add-${id}`}
        label={what}
        value={things.find(({ thing }) => thing === offer.thing)?.id ?? ''}
        options={things.map((one) => ({ value: one.id, words: one.name }))}
        choose={setPicked}
      />
      {offer.place === undefined ? null : (
        <Field
          id={`add-place-${id}`}
          label={say('setting_contexts')}
          value={offer.id}
          options={places.map(({ id: value, place = '' }) => ({ value, words: place }))}
          choose={setPicked}
        />
      )}
      <Field
        id={`add-choice-${id}`}
        label={say('prefs_add_choice')}
        value={choice}
        options={choices}
        choose={(value) => setChoice(CHOICES.find((one) => one === value) ?? choice)}
      />
      <button type="submit">{say('prefs_add')}</button>
    </form>
  );
}

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly words: string }[];
  readonly choose: (value: string) => void;
}

function Field({ id, label, value, options, choose }: FieldProps) {
  return (
    <p class="field">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={({ currentTarget }) => choose(currentTarget.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.words}
          </option>
        ))}
      </select>
    </p>
  );
}
