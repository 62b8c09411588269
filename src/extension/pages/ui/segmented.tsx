import type { ComponentChildren } from 'preact';

interface Segment<T extends string> {
  readonly value: T;
  readonly words: ComponentChildren;
}

interface Props<T extends string> {
  /** Of the group of radio buttons; unique on the page. */
  readonly name: string;
  /** Read out before the words of each. */
  readonly label: string;
  readonly options: readonly Segment<T>[];
  readonly chosen: T | undefined;
  readonly isLocked?: boolean;
  readonly choose: (value: T) => void;
}

/** One of a few, all in sight; arrow keys move between them. */
export function Segmented<T extends string>({
  name,
  label,
  options,
  chosen,
  isLocked = false,
  choose,
}: Props<T>) {
  return (
    <div class="segmented" role="radiogroup" aria-label={label}>
      {options.map(({ value, words }) => (
        <label key={value}>
          <input
            type="radio"
            name={name}
            value={value}
            checked={value === chosen}
            disabled={isLocked}
            onChange={() => choose(value)}
          />
          {words}
        </label>
      ))}
    </div>
  );
}
