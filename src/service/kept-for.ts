/** Keeps for a minute what is reckoned from everything there is. */

const KEPT_MILLISECONDS = 60_000;

/** What was reckoned less than a minute ago is given again; one that failed is reckoned anew. */
export function keptFor<Value>(now: () => number, reckon: (at: string) => Promise<Value>) {
  let kept: { readonly at: number; readonly value: Promise<Value> } | undefined;
  return (): Promise<Value> => {
    const at = now();
    if (kept === undefined || Math.abs(at - kept.at) >= KEPT_MILLISECONDS) {
      kept = { at, value: reckon(new Date(at).toISOString()) };
      kept.value.catch(() => {
        kept = undefined;
      });
    }
    return kept.value;
  };
}
