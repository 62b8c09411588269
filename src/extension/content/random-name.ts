/** A name for an element of ours: it changes from page load to page load, so no page can look for it. */
export function randomName(): string {
  return `${letters(2)}-${letters(6)}`;
}

function letters(count: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(count));
  return [...bytes].map((byte) => String.fromCharCode(97 + (byte % 26))).join('');
}
