/** A style of ours that no style sheet of the page's can override. */
export function important(declarations: readonly string[]): string {
  return declarations.map((one) => `${one} !important`).join(';');
}
