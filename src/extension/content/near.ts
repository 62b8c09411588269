/**
 * Which of many boxes that stand one below the other are near the view, by looking at a few of
 * them. Pure.
 */

/** Of a box, or of the view, from its upper to its lower edge. */
export interface Extent {
  readonly top: number;
  readonly bottom: number;
}

/** Undefined where there is no box, as of an element that is not shown. */
export type ExtentAt = (index: number) => Extent | undefined;

/** Pairs of neighbours that are looked at to see whether all stand in order. */
const SAMPLES = 12;
/** Some rows are not shown; where so many in turn are not, nothing is known. */
const MOST_HIDDEN = 8;

/**
 * From the first that is near up to, and without, the one after the last; undefined where the
 * boxes do not stand in order, down or up, so that a few of them say nothing of the others.
 */
export function nearRange(
  count: number,
  extentAt: ExtentAt,
  view: Extent,
): readonly [from: number, to: number] | undefined {
  const tops = topsOf(count, extentAt);
  const [first = 0, last = 0] = [tops?.[0], tops?.at(-1)];
  if (tops === undefined || !isOrdered(tops)) {
    return undefined;
  }
  const isUp = last < first;
  const topAt = (place: number) => topNear(isUp ? count - 1 - place : place, count, extentAt);
  const from = firstPlace(count, (place) => (topAt(place) ?? last) >= view.top);
  const to = firstPlace(count, (place) => (topAt(place) ?? last) > view.bottom);
  // One box more on either side: it can reach into the view.
  const [start, end] = [Math.max(from - 1, 0), Math.min(to + 1, count)];
  return isUp ? [count - end, count - start] : [start, end];
}

function topsOf(count: number, extentAt: ExtentAt): readonly number[] | undefined {
  const step = Math.max(1, Math.floor((count - 1) / SAMPLES));
  const tops: number[] = [];
  for (let index = 0; index < count; index += step) {
    const pair = [index, Math.min(index + 1, count - 1)];
    const found = pair.map((one) => topNear(one, count, extentAt));
    if (found.includes(undefined)) {
      return undefined;
    }
    tops.push(...(found as number[]));
  }
  return tops;
}

function topNear(index: number, count: number, extentAt: ExtentAt): number | undefined {
  for (let tried = 0; tried < MOST_HIDDEN; tried += 1) {
    // The last ones have no others after them.
    const extent = extentAt(index + tried < count ? index + tried : index - tried);
    if (extent !== undefined) {
      return extent.top;
    }
  }
  return undefined;
}

function isOrdered(tops: readonly number[]): boolean {
  const steps = tops.slice(1).map((top, index) => top - (tops[index] ?? 0));
  return steps.every((step) => step >= 0) || steps.every((step) => step <= 0);
}

/** Of places in order, the first of which the claim holds; it then holds of all that follow. */
function firstPlace(count: number, holds: (place: number) => boolean): number {
  let [from, to] = [0, count];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (holds(middle)) {
      to = middle;
    } else {
      from = middle + 1;
    }
  }
  return from;
}
