/** Existing tokens stay, in their order; missing ones follow. Pure. */
export function relWith(rel: string | null, wanted: readonly string[]): string {
  const present = (rel ?? '').split(/\s+/).filter((token) => token !== '');
  const known = new Set(present.map((token) => token.toLowerCase()));
  return [...present, ...wanted.filter((token) => !known.has(token))].join(' ');
}
