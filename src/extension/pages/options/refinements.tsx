import { CHOICES, type Choice } from '../../../policy/index.ts';
import { useAttempt } from '../ui/attempt.ts';
import { Icon } from '../ui/icon.tsx';
import { Locked } from '../ui/locked.tsx';
import { Caution } from '../ui/notice.tsx';
import { Part } from '../ui/part.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { say } from '../ui/words.ts';
import { Adding, type Offer } from './adding.tsx';

interface Props<Id extends string> {
  /** Of the part; unique on the page. */
  readonly id: string;
  readonly title: string;
  readonly note: string;
  /** What is chosen for, in a word. */
  readonly what: string;
  /** In the order in which they are listed once they are chosen for. */
  readonly offers: readonly Offer<Id>[];
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
  const { id, title, note, offers, nameOf, chosen, locked, organisation, choose, changed } = props;
  const { hasFailed, attempt } = useAttempt(changed);
  const set = Object.keys({ ...chosen, ...locked }) as Id[];
  const known = offers.map((offer) => offer.id).filter((one) => set.includes(one));
  const named = [...new Set([...known, ...set])];
  const free = offers.filter((offer) => !set.includes(offer.id));
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
          id={id}
          what={props.what}
          free={free}
          choices={choiceWords()}
          add={(one, choice) => attempt(() => choose(one, choice))}
        />
      )}
    </Part>
  );
}

function choiceWords() {
  return CHOICES.map((value) => ({ value, words: say(`choice_${value}`) }));
}
