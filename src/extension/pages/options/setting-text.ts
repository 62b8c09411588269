/** Longest value that is shown at once; a list of hosts can be long. */
const SHOWN = 400;
/** Of a text within a value: pictures and roots say nothing to a reader. */
const SHOWN_TEXT = 500;

/** A value of an administrator's, as JSON; `indent` in spaces, for a line for each entry. */
export function settingText(value: unknown, indent = 0): string {
  const shorter = (_: string, part: unknown) =>
    typeof part === 'string' && part.length > SHOWN_TEXT
      ? `${part.slice(0, 24)}… (${part.length})`
      : part;
  return JSON.stringify(value, shorter, indent);
}

/** How many entries a value has that is too long to be read at a glance; else undefined. */
export function countOf(value: unknown): number | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  return settingText(value).length > SHOWN ? Object.keys(value).length : undefined;
}
