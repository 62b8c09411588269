/** For a regular expression of the net; it takes letters of ASCII only, and so has an address. */
export function escaped(text: string): string {
  return text.replace(/[^A-Za-z0-9/_~=%&:;,-]/g, (character) => `\\${character}`);
}
