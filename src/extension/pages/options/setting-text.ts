/** Longest value that is shown; a list of hosts can be long. */
const SHOWN = 400;
/** Of a text within a value: pictures and roots say nothing to a reader. */
const SHOWN_TEXT = 500;

/** A value of an administrator's, as JSON that can be read at a glance. */
export function settingText(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'string' && part.length > SHOWN_TEXT ? `${part.slice(0, 24)}…` : part,
  ).slice(0, SHOWN);
}
