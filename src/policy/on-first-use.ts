/**
 * What `make` gives, made when it is asked for the first time. A worker that starts has a person
 * waiting, and most of its links need neither every table nor every pattern.
 */
export function onFirstUse<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
