/** Labelled fields, each with its note read together with it. */
import { useId } from 'preact/hooks';

interface FieldProps {
  readonly label: string;
  readonly note?: string | undefined;
  readonly value: string;
  readonly write: (value: string) => void;
}

interface TextFieldProps extends FieldProps {
  readonly type?: 'text' | 'url' | 'password' | 'date';
  readonly name?: string;
  readonly maxLength?: number;
  readonly minLength?: number;
  readonly required?: boolean;
  readonly autoComplete?: string;
}

export function TextField(props: TextFieldProps) {
  const { label, note, value, write, autoComplete, type = 'text', ...rest } = props;
  const id = useId();
  // The package's types know each kind of field apart; what is set here holds for all of them.
  const kind = { type } as { type: 'text' };
  return (
    <p class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        {...kind}
        {...rest}
        autocomplete={autoComplete ?? 'off'}
        spellcheck={false}
        value={value}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
        onInput={(event) => write(event.currentTarget.value)}
      />
      <Note id={id} note={note} />
    </p>
  );
}

export function LongField({
  label,
  note,
  value,
  write,
  maxLength,
  rows = 4,
  required = false,
}: FieldProps & { maxLength: number; rows?: number; required?: boolean }) {
  const id = useId();
  return (
    <p class="field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        {...{ rows, maxLength, required }}
        value={value}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
        onInput={(event) => write(event.currentTarget.value)}
      />
      <Note id={id} note={note} />
    </p>
  );
}

export interface Choice {
  readonly value: string;
  readonly words: string;
}

export function ChoiceField({
  label,
  note,
  value,
  write,
  choices,
  empty,
}: FieldProps & { choices: readonly Choice[]; empty?: string }) {
  const id = useId();
  return (
    <p class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        required
        value={value}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
        onChange={(event) => write(event.currentTarget.value)}
      >
        {empty === undefined ? null : (
          <option value="" disabled>
            {empty}
          </option>
        )}
        {choices.map((choice) => (
          <option value={choice.value}>{choice.words}</option>
        ))}
      </select>
      <Note id={id} note={note} />
    </p>
  );
}

function Note({ id, note }: { id: string; note: string | undefined }) {
  return note === undefined ? null : (
    <span id={`${id}-note`} class="note">
      {note}
    </span>
  );
}
