/** How stored values are read: what does not parse is not there. */
import * as v from 'valibot';

/** A parser that takes what the schema takes. */
export function by<T>(schema: v.GenericSchema<unknown, T>): (value: unknown) => T | undefined {
  return (value) => {
    const result = v.safeParse(schema, value);
    return result.success ? result.output : undefined;
  };
}

/** One entry that does not parse does not cost the person the others. */
export function listBy<T>(
  schema: v.GenericSchema<unknown, T>,
): (value: unknown) => T[] | undefined {
  const parse = by(schema);
  return (value) =>
    Array.isArray(value)
      ? value.flatMap((entry) => {
          const parsed = parse(entry);
          return parsed === undefined ? [] : [parsed];
        })
      : undefined;
}

export const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Milliseconds since the epoch. */
export const Instant = v.pipe(v.number(), v.finite());
